package dev.securitypolicies.keycloak.representation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.securitypolicies.policy.Problem;
import java.util.List;

/** Something in a policy that does not say what its author meant. */
public record ProblemRepresentation(
        @JsonPropertyDescription("JSON pointer into the policy; empty for the whole document")
        String path,

        @JsonPropertyDescription("the stable kind of problem")
        String code,

        String message,

        @JsonPropertyDescription("what to write instead") String hint) {

    public static ProblemRepresentation of(Problem problem) {
        return new ProblemRepresentation(problem.path(), problem.code(), problem.message(), problem.hint());
    }

    public static List<ProblemRepresentation> of(List<Problem> problems) {
        return problems.stream().map(ProblemRepresentation::of).toList();
    }
}
