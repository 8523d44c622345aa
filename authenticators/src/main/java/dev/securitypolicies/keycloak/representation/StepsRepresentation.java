package dev.securitypolicies.keycloak.representation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/**
 * The steps of the pack in the flows of a realm, without which a login through such a flow fails once the pack is gone.
 *
 * @param steps each of them
 */
public record StepsRepresentation(List<Step> steps) {

    /** What becomes of a step when it is taken out. */
    public enum Unbound {
        /** Something of Keycloak's own takes its place: for a condition, that the user has a factor; for the check, a step that lets pass. */
        REPLACED,
        /** It is removed, and nothing is missing: another condition is left, or it was disabled. */
        REMOVED,
        /** It is removed, and the subflow does not run any more, since it had no other condition. */
        SUBFLOW_STOPS
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
