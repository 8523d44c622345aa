package dev.securitypolicies.keycloak.representation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/** Names that exist, to choose from. */
public record NamesRepresentation(
        @JsonPropertyDescription("sorted; the first ones if there are many")
        List<String> names) {

    /** What the names are of. */
    public enum Kind {
        ROLE,
        REALM_ROLE,
        PROVIDER,
        USER,
        CLIENT;

        /** As requests write it; the same word as the `format` of an entry in the schema of the policy. */
        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
