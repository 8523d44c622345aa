package dev.securitypolicies.keycloak.engine;

import dev.securitypolicies.decision.AccessRequest;
import dev.securitypolicies.decision.AccessRule;
import dev.securitypolicies.decision.AddressRule;
import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.Enforcement;
import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.decision.Role;
import dev.securitypolicies.decision.Step;
import dev.securitypolicies.decision.Subject;
import dev.securitypolicies.ip.ClientAddress;
import dev.securitypolicies.ip.TrustedProxies;
import dev.securitypolicies.keycloak.address.RequestAddress;
import dev.securitypolicies.keycloak.mfa.SecondFactors;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import dev.securitypolicies.keycloak.spi.Tenants;
import dev.securitypolicies.keycloak.subject.Subjects;
import dev.securitypolicies.policy.AttributeCodec.Decoded;
import dev.securitypolicies.policy.IpPolicy;
import dev.securitypolicies.policy.NetworkList;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Answers from the compiled policy, and remembers who a user is for the length of the request. */
final class DefaultSecurityPolicyProvider implements SecurityPolicyProvider {

    private final KeycloakSession session;
    private final CurrentPolicies policies;
    private final ListCache lists;
    private final TenantCache tenants;
    private final TrustedProxies proxies;
    private final BreakGlass breakGlass;
    private final Map<String, Known> subjects = new HashMap<>();

    private @Nullable ClientAddress clientAddress;

    DefaultSecurityPolicyProvider(
            KeycloakSession session,
            CurrentPolicies policies,
            ListCache lists,
            TenantCache tenants,
            TrustedProxies proxies,
            BreakGlass breakGlass) {
        this.session = session;
        this.policies = policies;
        this.lists = lists;
        this.tenants = tenants;
        this.proxies = proxies;
        this.breakGlass = breakGlass;
    }

    @Override
    public Decoded policy(RealmModel realm) {
        return policies.of(realm);
    }

    /** A policy that is not in force is one that somebody asks about, and leaves nothing behind. */
    @Override
    @SuppressWarnings("ReferenceEquality") // the cache hands out the same policy for as long as it is in force
    public NetworkList list(RealmModel realm, String text, IpPolicy ip) {
        return policy(realm).policy().ip() == ip ? lists.read(realm.getId(), text, ip) : NetworkList.read(text, ip);
    }

    @Override
    public Tenants tenants(RealmModel realm) {
        return tenants.of(session, realm);
    }

    @Override
    public void tenantsChanged(RealmModel realm) {
        tenants.forget(realm.getId());
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
    public boolean trustsAnyPeer() {
        return proxies.anyPeer();
    }

    @Override
    public Enforcement enforcement(RealmModel realm) {
        return breakGlass.isBroken(realm.getId())
                ? Enforcement.BREAK_GLASS
                : Enforcement.of(policy(realm).policy().mode());
    }

    @Override
    public EnforcedDecision decide(RealmModel realm, UserModel user, PolicyAddress address, Step step) {
        SecurityPolicy policy = policy(realm).policy();
        Enforcement enforcement = enforcement(realm);
        AccessRequest request = new AccessRequest(
                policy,
                subject(realm, user, policy),
                () -> new SecondFactors(session, realm, policy.mfa()).of(user, enforcement == Enforcement.ENFORCE),
                address,
                step,
                Time.currentTimeMillis() / 1_000);
        return new EnforcedDecision(AccessRule.decide(request), address, enforcement);
    }

    /** The policy is compared by identity: it is large, and the cache hands out the same one. */
    @Override
    @SuppressWarnings("ReferenceEquality")
    public Subject subject(RealmModel realm, UserModel user, SecurityPolicy policy) {
        Known known = subjects.get(user.getId());
        if (known == null || known.policy != policy) {
            known = new Known(policy, new Subjects(session, realm, policy).of(user));
            subjects.put(user.getId(), known);
        }
        return known.subject;
    }

    @Override
    public void forget(UserModel user) {
        subjects.remove(user.getId());
    }

    @Override
    public boolean allowsMappedRole(RealmModel realm, Role role, PolicyAddress address) {
        SecurityPolicy policy = policy(realm).policy();
        return enforcement(realm) != Enforcement.ENFORCE || AddressRule.keepsGrantedRole(policy, role, address);
    }

    private record Known(SecurityPolicy policy, Subject subject) {}
}
