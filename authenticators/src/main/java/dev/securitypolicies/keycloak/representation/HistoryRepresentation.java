package dev.securitypolicies.keycloak.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.securitypolicies.keycloak.representation.ImpactRepresentation.AccessChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The versions of a realm's policy, newest first, as its records tell them. */
public record HistoryRepresentation(
        List<Version> versions,

        @JsonPropertyDescription("whether these are all that are on record")
        boolean complete) {

    /** A change, and what was in force before it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Version(
            String id,
            String time,

            @JsonPropertyDescription("the name where the caller may see it, else the id") @Nullable
            String author,

            @Nullable String address,

            @JsonPropertyDescription("each changed setting with its old and new value") @Nullable
            JsonNode change,

            @JsonPropertyDescription(
                    "what the change did to addresses, exactly; absent where there is no room for it in the answer")
            @Nullable
            List<AccessChange> access,

            @JsonPropertyDescription(PolicyRepresentation.MARK)
            ObjectNode policy) {}
}
