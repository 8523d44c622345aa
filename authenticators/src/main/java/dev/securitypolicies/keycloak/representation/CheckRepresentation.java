package dev.securitypolicies.keycloak.representation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.securitypolicies.keycloak.representation.StatusRepresentation.Finding;
import java.util.List;

/** What saving a policy would come to; nothing is saved. */
public record CheckRepresentation(
        @JsonPropertyDescription("what keeps it from being saved")
        List<ProblemRepresentation> problems,

        @JsonPropertyDescription("what would deserve attention once it is saved; empty while there are problems")
        List<Finding> findings,

        @JsonPropertyDescription("whom it would lock out; each must be overridden")
        List<LockOut> lockOuts) {

    /** A lock-out. */
    public record LockOut(
            @JsonPropertyDescription("the stable kind of lock-out")
            String code,

            String message) {}
}
