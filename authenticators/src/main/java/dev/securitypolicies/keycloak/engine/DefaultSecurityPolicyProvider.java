package dev.securitypolicies.keycloak.engine;

import dev.securitypolicies.decision.AddressRule;
import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.Enforcement;
import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.decision.Role;
import dev.securitypolicies.ip.ClientAddress;
import dev.securitypolicies.ip.TrustedProxies;
import dev.securitypolicies.keycloak.address.RequestAddress;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import dev.securitypolicies.keycloak.subject.Subjects;
import dev.securitypolicies.policy.AttributeCodec.Decoded;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** JsonResponses from the compiled policy, and remembers its answers for the length of the request. */
final class DefaultSecurityPolicyProvider implements SecurityPolicyProvider {

    private final KeycloakSession session;
    private final PolicyCache cache;
    private final TrustedProxies proxies;
    private final BreakGlass breakGlass;
    private final Map<Question, EnforcedDecision> rulings = new HashMap<>();

    private @Nullable ClientAddress clientAddress;

    DefaultSecurityPolicyProvider(
            KeycloakSession session, PolicyCache cache, TrustedProxies proxies, BreakGlass breakGlass) {
        this.session = session;
        this.cache = cache;
        this.proxies = proxies;
        this.breakGlass = breakGlass;
    }

    @Override
    public Decoded policy(RealmModel realm) {
        return cache.policy(session, realm);
    }

    @Override
    public ClientAddress clientAddress() {
        if (clientAddress == null) {
            clientAddress = RequestAddress.of(proxies);
        }
        return clientAddress;
    }

    @Override
    public RequestAddress.Trace addressTrace() {
        return RequestAddress.trace(proxies);
    }

    @Override
    public boolean believesEverybody() {
        return proxies.anyPeer();
    }

    @Override
    public Enforcement enforcement(RealmModel realm) {
        return breakGlass.isBroken(realm.getName())
                ? Enforcement.BREAK_GLASS
                : Enforcement.of(policy(realm).policy().mode());
    }

    @Override
    public EnforcedDecision rule(RealmModel realm, UserModel user, PolicyAddress address) {
        SecurityPolicy policy = policy(realm).policy();
        return rulings.computeIfAbsent(
                new Question(user.getId(), address, policy),
                question -> new EnforcedDecision(
                        AddressRule.decide(policy, Subjects.of(realm, user, policy), address),
                        address,
                        enforcement(realm)));
    }

    @Override
    public void forget(UserModel user) {
        rulings.keySet().removeIf(question -> question.userId.equals(user.getId()));
    }

    @Override
    public boolean keepsAddedRole(RealmModel realm, Role role, PolicyAddress address) {
        SecurityPolicy policy = policy(realm).policy();
        return enforcement(realm) != Enforcement.ENFORCE || AddressRule.keepsGrantedRole(policy, role, address);
    }

    private record Question(String userId, PolicyAddress address, SecurityPolicy policy) {

        /** The policy is compared by identity: it is large, and the cache hands out the same one. */
        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean equals(Object other) {
            return other instanceof Question question
                    && userId.equals(question.userId)
                    && address.equals(question.address)
                    && policy == question.policy;
        }

        @Override
        public int hashCode() {
            return 31 * userId.hashCode() + address.hashCode();
        }
    }
}
