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
 * A policy that somebody wants to save, or asks about.
 *
 * @param attributes what would be stored
 * @param decoded what that means
 * @param problems what keeps it from being saved
 */
record Draft(SortedMap<String, String> attributes, Decoded decoded, List<Problem> problems) {

    /** The document in the body of a request that saves it; one that is no JSON is a 400. */
    static Draft toSave(@Nullable String body) {
        return of(PolicyDocument.readAnswer(JsonResponses.parse(body)));
    }

    /** The policy that is the body of a question, in any form; one that is no JSON is a 400. */
    static Draft askedAbout(@Nullable String body) {
        return askedAbout(JsonResponses.parse(body));
    }

    /** The policy that a question brings. */
    static Draft askedAbout(JsonNode policy) {
        return of(PolicyDocument.readAnyForm(policy));
    }

    private static Draft of(PolicyDocument.Read read) {
        Decoded decoded = AttributeCodec.decode(read.attributes());
        List<Problem> problems = Stream.concat(read.problems().stream(), decoded.problems().stream())
                .filter(problem -> !problem.isAdvice())
                .toList();
        return new Draft(read.attributes(), decoded, problems);
    }
}
