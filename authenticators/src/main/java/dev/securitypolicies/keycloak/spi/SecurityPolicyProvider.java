package dev.securitypolicies.keycloak.spi;

import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.Enforcement;
import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.decision.Role;
import dev.securitypolicies.decision.Step;
import dev.securitypolicies.decision.Subject;
import dev.securitypolicies.ip.ClientAddress;
import dev.securitypolicies.keycloak.address.RequestAddress;
import dev.securitypolicies.policy.AttributeCodec.Decoded;
import dev.securitypolicies.policy.IpPolicy;
import dev.securitypolicies.policy.NetworkList;
import dev.securitypolicies.policy.SecurityPolicy;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.Provider;

/** What every door asks during one request. All doors get the same answers. */
public interface SecurityPolicyProvider extends Provider {

    /** The provider of this request. */
    static SecurityPolicyProvider of(KeycloakSession session) {
        return session.getProvider(SecurityPolicyProvider.class);
    }

    /** The realm's compiled policy, and the problems of the attributes it was read from. */
    Decoded policy(RealmModel realm);

    /** A list that stands outside of the policy, as it was read with the IP groups of this one. */
    NetworkList list(RealmModel realm, String text, IpPolicy ip);

    /** Whether the organizations of the realm ask anything of their members (R17), as of at most a second ago. */
    Tenants tenants(RealmModel realm);

    /** An organization of the realm has just changed, here. */
    void tenantsChanged(RealmModel realm);

    /** The address of the client that sent the current request (section "Whose address?" of the documentation). */
    ClientAddress clientAddress();

    /** What {@link #clientAddress} was worked out from. */
    RequestAddress.Trace addressTrace();

    /** Whether the forwarding header of every peer is trusted, because no proxy is named. */
    boolean trustsAnyPeer();

    /** What becomes of decisions under the realm's policy now. */
    Enforcement enforcement(RealmModel realm);

    /** Whom a policy of the user's realm is about, as decisions of this request see them: the policy by which they are judged, since another one can be in force a moment later. */
    Subject subject(RealmModel realm, UserModel user, SecurityPolicy policy);

    /** What the policy of the user's realm says about this step from this address, and whether it is enforced. */
    EnforcedDecision decide(RealmModel realm, UserModel user, PolicyAddress address, Step step);

    /** Forgets what is known of a user during this request, because their roles have changed. */
    void forget(UserModel user);

    /** Whether a role that the user does not hold but a mapper adds to a token may be used at this address. */
    boolean allowsMappedRole(RealmModel realm, Role role, PolicyAddress address);

    @Override
    default void close() {}
}
