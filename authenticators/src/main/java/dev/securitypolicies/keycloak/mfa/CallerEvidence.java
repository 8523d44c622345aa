package dev.securitypolicies.keycloak.mfa;

import dev.securitypolicies.decision.MfaEvidence;
import dev.securitypolicies.decision.MfaRule;
import dev.securitypolicies.keycloak.compat.RequestScope;
import dev.securitypolicies.policy.MfaPolicy;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.KeycloakSession;

/**
 * What the administrator who makes the current request has shown. It is noted before the request is served, because
 * impersonation ends the administrator's own session before it begins the other one.
 */
public final class CallerEvidence {

    private static final RequestScope<Caller> MEMORY = new RequestScope<>("callerEvidence", Caller.class);

    /** Stands among the factors for a provider that the administrator's own realm trusts. */
    private static final String TRUSTED_PROVIDER = "trusted-identity-provider";

    private final KeycloakSession session;

    /** Of the current request. */
    public CallerEvidence(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Whoever makes the request.
     *
     * @param evidence what they have shown
     * @param grantedTo the client, by Keycloak's own id, whose list their session goes by (R4); empty for one that began in a browser
     */
    public record Caller(MfaEvidence evidence, Optional<String> grantedTo) {}

    /** Notes it for the length of the request, as the policy of the administrator's own realm sees it. */
    public void remember(MfaEvidence evidence, MfaPolicy policyAtHome, Optional<String> grantedTo) {
        boolean trusted = MfaRule.isTrusted(policyAtHome, evidence);
        MEMORY.remember(session, new Caller(trusted ? evidence.and(Set.of(TRUSTED_PROVIDER)) : evidence, grantedTo));
    }

    /** What was noted; nothing if there was no administrator with a session. */
    public Caller recall() {
        return MEMORY.recall(session).orElseGet(() -> new Caller(MfaEvidence.unseen(), Optional.empty()));
    }
}
