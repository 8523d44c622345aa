package dev.securitypolicies.keycloak.representation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/**
 * The steps of the pack in the flows of a realm, without which a login through such a flow fails once the pack is gone.
 *
 * @param steps each of them
 */
public record StepsRepresentation(List<Step> steps) {

    /** What takes the place of a step. */
    public enum Unbound {
        /** Keycloak's own condition that the user has a factor: more is asked than before, never less. */
        REPLACED,
        /** The step is disabled; a subflow that had no other condition does not run any more. */
        DISABLED
    }

    /** One of them. */
    public record Step(
            @JsonPropertyDescription("the flow or subflow that it is in")
            String flow,

            @JsonPropertyDescription("its authenticator") String step,

            @JsonPropertyDescription("its requirement in the flow")
            String requirement,

            @JsonPropertyDescription("what becomes of it when the steps are unbound")
            Unbound unbound) {}
}
