package dev.securitypolicies.keycloak.issue;

import dev.securitypolicies.decision.AddressResult;
import dev.securitypolicies.decision.AddressRule;
import dev.securitypolicies.decision.ClientRule;
import dev.securitypolicies.decision.Enforcement;
import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.decision.Provenance;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.decision.Role;
import dev.securitypolicies.decision.RoleDecision;
import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.keycloak.compat.RequestScope;
import dev.securitypolicies.keycloak.provenance.AskingAddress;
import dev.securitypolicies.keycloak.provenance.ClientMappers;
import dev.securitypolicies.keycloak.provenance.ClientPins;
import dev.securitypolicies.keycloak.provenance.PresentedToken;
import dev.securitypolicies.keycloak.provenance.TokenUsers;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.AccessToken.Access;

/** The roles that whoever presents a token may use, where it comes from and where it is presented (R15). */
public final class KeptRoles {

    private static final RequestScope<KeptRoles> MEMORY = new RequestScope<>("keptRoles", KeptRoles.class);

    private final SecurityPolicy policy;
    private final PolicyAddress address;
    private final Provenance provenance;
    private final Optional<Reason> refusal;
    private final Map<String, Boolean> held;
    private final Set<String> withheldOrganizations;

    /** Whose mappers are asked only about a role that the user does not hold. */
    private final Optional<ClientModel> client;

    private KeptRoles(
            SecurityPolicy policy,
            PolicyAddress address,
            Provenance provenance,
            AddressResult result,
            Set<String> withheldOrganizations,
            Optional<ClientModel> client) {
        this.withheldOrganizations = withheldOrganizations;
        this.client = client;
        this.policy = policy;
        this.address = address;
        this.provenance = provenance;
        this.refusal = result.refusal();
        this.held = result.roles().stream()
                .collect(Collectors.toMap(decision -> decision.role().key(), RoleDecision::kept, Boolean::logicalAnd));
    }

    /** Whether a realm withholds any role from anybody. */
    public static boolean count(KeycloakSession session, RealmModel realm) {
        return IssueDecision.restricts(session, realm)
                && SecurityPolicyProvider.of(session).enforcement(realm) == Enforcement.ENFORCE;
    }

    /** The roles that count for this token here and now. */
    public static KeptRoles of(KeycloakSession session, RealmModel realm, AccessToken token) {
        return MEMORY.of(String.valueOf(token.getId())).recallOr(session, () -> read(session, realm, token));
    }

    /** The roles that may be shown of this token, whoever asks: what its own addresses leave today. */
    public static KeptRoles shown(KeycloakSession session, RealmModel realm, PresentedToken presented) {
        PolicyAddress own = PolicyAddress.of(SecurityPolicyProvider.of(session).clientAddress());
        Provenance provenance = presented.provenance(realm);
        return read(
                session,
                realm,
                presented.token(),
                provenance,
                provenance.addresses().orElse(own));
    }

    private static KeptRoles read(KeycloakSession session, RealmModel realm, AccessToken token) {
        Provenance provenance = PresentedToken.of(session, token).provenance(realm);
        return read(session, realm, token, provenance, provenance.with(new AskingAddress(session, realm).of(token)));
    }

    private static KeptRoles read(
            KeycloakSession session,
            RealmModel realm,
            AccessToken token,
            Provenance provenance,
            PolicyAddress address) {
        SecurityPolicy policy = SecurityPolicyProvider.of(session).policy(realm).policy();
        // a token of a direct grant goes no further than the list of its client
        Optional<AddressSet> pin = new TokenUsers(session, realm)
                .session(Optional.ofNullable(token.getSessionId()))
                .flatMap(begun -> new ClientPins(session, realm).of(begun));
        Optional<UserModel> holder = new TokenUsers(session, realm).of(token);
        AddressResult result = holder.map(user -> AddressRule.decide(
                        policy, SecurityPolicyProvider.of(session).subject(realm, user, policy), address))
                .orElse(AddressResult.NOBODY);
        Optional<ClientModel> client = Optional.ofNullable(token.getIssuedFor()).map(realm::getClientByClientId);
        Optional<Reason> refusal = result.refusal().or(() -> ClientRule.refusal(pin, address));
        Set<String> withheld = holder.map(user -> new WithheldOrganizations(session, realm, user)
                        .by(refusal.isPresent(), provenance.addresses().isEmpty(), result.holdings()))
                .orElse(Set.of());
        return new KeptRoles(
                policy, address, provenance, new AddressResult(refusal, result.holdings()), withheld, client);
    }

    /** Why whoever presents the token may not come from there at all; empty if they may. */
    public Optional<Reason> refusal() {
        return refusal;
    }

    /** The addresses that count. */
    public PolicyAddress address() {
        return address;
    }

    /**
     * Whether the role may be used: the user holds it and the addresses leave it to them. One that a mapper adds is judged as if
     * it were granted. One that the token shows and the user has lost since is not kept by anybody.
     */
    public boolean contain(Role role) {
        boolean kept = Optional.ofNullable(held.get(role.key())).orElseGet(() -> isMapped(role));
        return refusal.isEmpty() && kept && provenance.admits(role.key());
    }

    private boolean isMapped(Role role) {
        boolean known = !policy.ip().restrictsLogins()
                || client.map(found -> new ClientMappers(found).mapped())
                        .orElse(Set.of())
                        .contains(role.key());
        return known ? AddressRule.keepsGrantedRole(policy, role, address) : isKeptBehindPrefix(role);
    }

    private boolean isKeptBehindPrefix(Role role) {
        return client.map(found -> new ClientMappers(found).prefixes()).orElse(Set.of()).stream()
                .filter(role.name()::startsWith)
                .map(prefix -> Role.named(role.clientId(), role.name().substring(prefix.length())))
                .anyMatch(behind -> held.getOrDefault(behind.key(), false));
    }

    /** The aliases of the organizations that may not be shown (R17). */
    public Set<String> withheldOrganizations() {
        return withheldOrganizations;
    }

    /** Takes out of the token what may not be used: roles, and withheld organizations with what is said of them. */
    public void retainIn(AccessToken token) {
        client.ifPresent(found -> new OrganizationClaims(withheldOrganizations).pruneAll(token, found));
        retain(token.getRealmAccess(), Optional.empty());
        token.getResourceAccess().forEach((client, access) -> retain(access, Optional.of(client)));
    }

    private void retain(@Nullable Access access, Optional<String> client) {
        if (access != null && access.getRoles() != null) {
            access.getRoles().removeIf(name -> !contain(Role.named(client, name)));
        }
    }
}
