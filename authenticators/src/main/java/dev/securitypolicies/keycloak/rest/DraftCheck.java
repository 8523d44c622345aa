package dev.securitypolicies.keycloak.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.keycloak.representation.CheckRepresentation;
import dev.securitypolicies.keycloak.representation.CheckRepresentation.LockOut;
import dev.securitypolicies.keycloak.representation.ProblemRepresentation;
import dev.securitypolicies.policy.AttributeCodec;
import dev.securitypolicies.policy.AttributeCodec.Decoded;
import dev.securitypolicies.policy.PolicyDocument;
import dev.securitypolicies.policy.Problem;
import java.util.List;
import java.util.stream.Stream;

/** Looks at a policy before it is saved, with the code that looks at a saved one. */
final class DraftCheck {

    private final AdminRequest request;

    DraftCheck(AdminRequest request) {
        this.request = request;
    }

    /**
     * What there is to say of it.
     *
     * @param withPeople whether users, groups and service accounts are looked at, which takes longer than a key press
     */
    CheckRepresentation answer(JsonNode document, boolean withPeople) {
        PolicyDocument.Read read = PolicyDocument.readAnswer(document);
        Decoded decoded = AttributeCodec.decode(read.attributes());
        List<Problem> problems = Stream.concat(read.problems().stream(), decoded.problems().stream())
                .filter(problem -> !problem.isAdvice())
                .toList();
        if (!problems.isEmpty()) {
            return new CheckRepresentation(ProblemRepresentation.of(problems), List.of(), List.of());
        }
        return new CheckRepresentation(
                List.of(),
                new PolicyFindings(request).of(read.attributes(), decoded, withPeople),
                new LockOutGuard(request, decoded.policy())
                        .findings().stream()
                                .map(found -> new LockOut(found.code(), found.message()))
                                .toList());
    }
}
