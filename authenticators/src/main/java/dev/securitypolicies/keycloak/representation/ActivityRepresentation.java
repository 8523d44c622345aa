package dev.securitypolicies.keycloak.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Records, newest first. */
public record ActivityRepresentation(
        List<Entry> activity,

        @JsonPropertyDescription("where to go on, as the parameter `before`; absent at the end")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String next) {

    /** What kind of record it is. */
    public enum Kind {
        REFUSED,
        REPORTED,
        NOTICE,
        CHANGE;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One record. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Entry(
            @JsonPropertyDescription("ISO 8601, in UTC") String time,
            Kind kind,

            @JsonPropertyDescription("a reason code, or `change`")
            String reason,

            @JsonPropertyDescription("the name where the caller may see it, else the id") @Nullable
            String user,

            @Nullable String client,
            @Nullable String address,
            @Nullable String source,
            @Nullable String door,
            @Nullable String mode,
            @Nullable String page,

            @JsonPropertyDescription("what a change is about: the name of the user or client, or the path of the group")
            @Nullable
            String name,

            @JsonPropertyDescription("what a refused user was shown") @Nullable
            String reference,

            @JsonPropertyDescription("how many alike it stands for") @Nullable
            Integer count,

            @JsonPropertyDescription("the roles that were withheld") @Nullable
            List<String> roles,

            @JsonPropertyDescription("the organizations that were withheld (R17)") @Nullable
            List<String> organizations,

            @JsonPropertyDescription("each changed setting with its old and new value") @Nullable
            JsonNode change) {}
}
