package dev.securitypolicies.keycloak.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is enforced, what deserves attention, and how the server sees the caller. */
public record StatusRepresentation(
        @JsonPropertyDescription("the version of the provider jar, `unknown` if it has none")
        String version,

        String mode,
        Enforced enforced,
        List<Finding> findings,
        Caller caller) {

    /** How much a finding matters. */
    public enum Severity {
        ERROR,
        WARNING,
        INFO;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Something that deserves attention. */
    public record Finding(
            Severity severity,

            @JsonPropertyDescription("the stable kind of finding")
            String code,

            String message,
            String fix,

            @JsonPropertyDescription("JSON pointer into the policy")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            String path) {}

    /** The policy in numbers; 0 or `false` is no restriction. */
    public record Enforced(
            int subscriber,
            int roles,
            int groups,
            int adminPanel,
            boolean mfaEveryone,
            boolean mfaAdmins,
            int mfaRoles,
            boolean ssoForced,
            int sessionLifetimeMinutes,
            int superAdmins) {

        public static Enforced of(SecurityPolicy policy) {
            return new Enforced(
                    policy.ip().subscriber().map(list -> list.entries().size()).orElse(0),
                    policy.ip().roles().byRole().size(),
                    policy.ip().groups().size(),
                    policy.ip().adminPanel().map(list -> list.entries().size()).orElse(0),
                    policy.mfa().everyone(),
                    policy.mfa().admins(),
                    policy.mfa().roles().size(),
                    policy.ssoForced(),
                    policy.sessionLifetimeMinutes().orElse(0),
                    policy.superAdmin().emails().size());
        }
    }

    /** Where the request came from, and how that was found out. */
    public record Caller(
            String address,

            @JsonPropertyDescription("`peer`, or the header that it was taken from")
            String source,

            String peer,
            String header,
            List<String> headerLines,

            @JsonPropertyDescription("how many trusted proxies stood between")
            int hop) {}
}
