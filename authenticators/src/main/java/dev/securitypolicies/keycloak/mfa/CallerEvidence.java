package dev.securitypolicies.keycloak.mfa;

import dev.securitypolicies.decision.MfaEvidence;
import dev.securitypolicies.decision.MfaRule;
import dev.securitypolicies.keycloak.compat.RequestScope;
import dev.securitypolicies.policy.MfaPolicy;
import java.util.Set;
import org.keycloak.models.KeycloakSession;

/**
 * What the administrator who makes the current request has shown. It is noted before the request is served, because
 * impersonation ends the administrator's own session before it begins the other one.
 */
public final class CallerEvidence {

    private static final RequestScope<MfaEvidence> MEMORY = new RequestScope<>("callerEvidence", MfaEvidence.class);

    /** Stands among the factors for a provider that the administrator's own realm trusts. */
    private static final String TRUSTED_PROVIDER = "trusted-identity-provider";

    private final KeycloakSession session;

    /** Of the current request. */
    public CallerEvidence(KeycloakSession session) {
        this.session = session;
    }

    /** Notes it for the length of the request, as the policy of the administrator's own realm sees it. */
    public void remember(MfaEvidence evidence, MfaPolicy policyAtHome) {
        boolean trusted = MfaRule.isTrusted(policyAtHome, evidence);
        MEMORY.remember(session, trusted ? evidence.and(Set.of(TRUSTED_PROVIDER)) : evidence);
    }

    /** What was noted; nothing if there was no administrator with a session. */
    public MfaEvidence recall() {
        return MEMORY.recall(session).orElseGet(MfaEvidence::unseen);
    }
}
