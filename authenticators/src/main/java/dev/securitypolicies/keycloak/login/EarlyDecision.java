package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.decision.ClientRule;
import dev.securitypolicies.decision.EarlyRule;
import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.keycloak.events.DecisionContext;
import dev.securitypolicies.keycloak.events.Door;
import dev.securitypolicies.keycloak.provenance.ClientPins;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import java.util.Optional;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** What is decided about an address before anybody looks at a credential that comes from it. */
final class EarlyDecision {

    private final KeycloakSession session;
    private final RealmModel realm;

    EarlyDecision(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
    }

    /** The refusal of a request by its address alone, enforced or not; empty if somebody might come from there. */
    Optional<EnforcedDecision> refusal() {
        SecurityPolicyProvider policies = SecurityPolicyProvider.of(session);
        PolicyAddress address = PolicyAddress.of(policies.clientAddress());
        return EarlyRule.refusal(policies.policy(realm).policy(), address)
                .map(reason -> EnforcedDecision.refusing(reason, address, policies.enforcement(realm)));
    }

    /** The same where the allowlist of a client counts beside the realm's. */
    Optional<EnforcedDecision> refusal(ClientModel client) {
        SecurityPolicyProvider policies = SecurityPolicyProvider.of(session);
        PolicyAddress address = PolicyAddress.of(policies.clientAddress());
        return refusal()
                .or(() -> ClientRule.refusal(new ClientPins(session, realm).of(client), address)
                        .map(reason -> EnforcedDecision.refusing(reason, address, policies.enforcement(realm))));
    }

    /** Nobody is known yet, at most the client that is named. */
    DecisionContext context(Optional<String> clientId) {
        return new DecisionContext(
                Door.EARLY,
                realm,
                Optional.empty(),
                clientId,
                Optional.empty(),
                Optional.empty(),
                EventType.LOGIN_ERROR);
    }
}
