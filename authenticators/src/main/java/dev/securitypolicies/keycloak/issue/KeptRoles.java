package dev.securitypolicies.keycloak.authorization;

import dev.securitypolicies.decision.AddressResult;
import dev.securitypolicies.decision.AddressRule;
import dev.securitypolicies.decision.Enforcement;
import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.decision.Provenance;
import dev.securitypolicies.decision.Role;
import dev.securitypolicies.decision.RoleDecision;
import dev.securitypolicies.keycloak.compat.RequestScope;
import dev.securitypolicies.keycloak.issue.IssueDecision;
import dev.securitypolicies.keycloak.provenance.AskingAddress;
import dev.securitypolicies.keycloak.provenance.PresentedToken;
import dev.securitypolicies.keycloak.provenance.TokenUser;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import dev.securitypolicies.keycloak.subject.Subjects;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.AccessToken;

/** The roles that whoever presents a token may use, where it comes from and where it is presented (R15). */
final class KeptRoles {

    private static final RequestScope<KeptRoles> MEMORY = new RequestScope<>("keptRoles", KeptRoles.class);

    private final SecurityPolicy policy;
    private final PolicyAddress address;
    private final Provenance provenance;
    private final boolean refused;
    private final Map<String, Boolean> held;

    private KeptRoles(SecurityPolicy policy, PolicyAddress address, Provenance provenance, AddressResult result) {
        this.policy = policy;
        this.address = address;
        this.provenance = provenance;
        this.refused = result.refusal().isPresent();
        this.held = result.roles().stream()
                .collect(Collectors.toMap(decision -> decision.role().key(), RoleDecision::kept, Boolean::logicalAnd));
    }

    /** Whether a realm withholds any role from anybody. */
    static boolean count(KeycloakSession session, RealmModel realm) {
        return IssueDecision.restricts(session, realm)
                && SecurityPolicyProvider.of(session).enforcement(realm) == Enforcement.ENFORCE;
    }

    static KeptRoles of(KeycloakSession session, RealmModel realm, AccessToken token) {
        return MEMORY.of(String.valueOf(token.getId())).recallOr(session, () -> read(session, realm, token));
    }

    private static KeptRoles read(KeycloakSession session, RealmModel realm, AccessToken token) {
        SecurityPolicy policy = SecurityPolicyProvider.of(session).policy(realm).policy();
        Provenance provenance = PresentedToken.of(session, token).provenance(realm);
        PolicyAddress address = provenance.with(AskingAddress.of(session, realm, token));
        AddressResult result = TokenUser.of(session, realm, token)
                .map(user -> AddressRule.decide(policy, Subjects.of(realm, user, policy), address))
                .orElse(AddressResult.NOBODY);
        return new KeptRoles(policy, address, provenance, result);
    }

    /** Whether the role may be used; one that the user does not hold is judged as if it were granted. */
    boolean contain(Role role) {
        boolean kept = Optional.ofNullable(held.get(role.key()))
                .orElseGet(() -> AddressRule.keepsGrantedRole(policy, role, address));
        return !refused && kept && provenance.admits(role.key());
    }
}
