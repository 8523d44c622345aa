package dev.securitypolicies.keycloak.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.securitypolicies.keycloak.representation.ImpactRepresentation.Addresses;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From where somebody may come, or who may come from somewhere. Sets are exact. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AccessRepresentation(
        @JsonPropertyDescription("of a user: from where they may log in at all; of a role: from where it may be used")
        @Nullable
        Addresses addresses,

        @JsonPropertyDescription("of a user: from where they keep each role, among the addresses of their logins")
        @Nullable
        List<RoleAccess> roles,

        @JsonPropertyDescription("of an address: who may log in from there") @Nullable
        List<Entrant> users,

        @JsonPropertyDescription("of an address: where to go on; absent at the end") @Nullable
        Integer next) {

    /** A role with its addresses. */
    public record RoleAccess(String role, Addresses addresses) {}

    /** A user at an address. */
    public record Entrant(
            String id,
            String username,
            boolean allowed,

            @JsonPropertyDescription("the reason code of a refusal")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            String reason,

            @JsonPropertyDescription("the roles that are kept")
            List<String> roles,

            @JsonPropertyDescription("what requires a second factor; absent if nothing does")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            String factor) {}
}
