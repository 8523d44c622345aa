package dev.securitypolicies.keycloak.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.policy.AttributeCodec;
import dev.securitypolicies.policy.AttributeCodec.Decoded;
import dev.securitypolicies.policy.PolicyDocument;
import dev.securitypolicies.policy.Problem;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A policy that somebody wants to save.
 *
 * @param attributes what would be stored
 * @param decoded what that means
 * @param problems what keeps it from being saved
 */
record Draft(SortedMap<String, String> attributes, Decoded decoded, List<Problem> problems) {

    /** The document in the body of a request; one that is no JSON is a 400. */
    static Draft parse(@Nullable String body) {
        return of(JsonResponses.parse(body));
    }

    /** The document in the body of a request. */
    static Draft of(JsonNode document) {
        PolicyDocument.Read read = PolicyDocument.readAnyForm(document);
        Decoded decoded = AttributeCodec.decode(read.attributes());
        List<Problem> problems = Stream.concat(read.problems().stream(), decoded.problems().stream())
                .filter(problem -> !problem.isAdvice())
                .toList();
        return new Draft(read.attributes(), decoded, problems);
    }
}
