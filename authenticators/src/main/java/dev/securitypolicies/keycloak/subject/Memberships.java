package dev.securitypolicies.keycloak.subject;

import dev.securitypolicies.decision.Membership;
import dev.securitypolicies.keycloak.compat.AttributeHolders;
import dev.securitypolicies.keycloak.compat.RealmOrganizations;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import dev.securitypolicies.policy.IpPolicy;
import dev.securitypolicies.policy.OrganizationCodec;
import dev.securitypolicies.policy.OrganizationCodec.Decoded;
import dev.securitypolicies.policy.Setting;
import dev.securitypolicies.policy.Subscriber;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OrganizationModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Sees the organizations of a realm as tenants that ask something of their members (R17). */
public final class Memberships {

    private static final Set<String> ATTRIBUTES =
            OrganizationCodec.SETTINGS.stream().map(Setting::attribute).collect(Collectors.toSet());

    /** Two are enough for what is true and what is not; a realm with so many is not read to its end. */
    private static final int MOST_VALUES = 1_000;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final IpPolicy ip;

    /** In a realm, with the IP groups of this policy. */
    public Memberships(KeycloakSession session, RealmModel realm, IpPolicy ip) {
        this.session = session;
        this.realm = realm;
        this.ip = ip;
    }

    /** The organizations of a user that ask anything of their members, whether or not they are enabled. */
    public List<Membership> of(UserModel user) {
        if (!realm.isOrganizationsEnabled()
                || !SecurityPolicyProvider.of(session).tenants(realm).ask()) {
            return List.of();
        }
        RealmOrganizations organizations = new RealmOrganizations(session, realm);
        return organizations.inRealm(() -> organizations.of(user).stream()
                .flatMap(organization -> membership(organizations, organization, user))
                .toList());
    }

    private Stream<Membership> membership(
            RealmOrganizations organizations, OrganizationModel organization, UserModel user) {
        return Stream.of(decode(organization).subscriber())
                .filter(Subscriber::restricts)
                .map(asks -> new Membership(
                        organization.getId(),
                        organization.getAlias(),
                        asks.addresses().isPresent() && organizations.manages(organization, user),
                        asks));
    }

    /** Those of a user that have a list, under the policy in force. */
    public static List<Membership> withList(KeycloakSession session, RealmModel realm, UserModel user) {
        IpPolicy inForce =
                SecurityPolicyProvider.of(session).policy(realm).policy().ip();
        return new Memberships(session, realm, inForce)
                .of(user).stream()
                        .filter(membership ->
                                membership.organization().addresses().isPresent())
                        .toList();
    }

    /** What an organization asks of its members, and what is wrong with the text that says so. */
    public Decoded decode(OrganizationModel organization) {
        Map<String, List<String>> attributes =
                new RealmOrganizations(session, realm).inRealm(organization::getAttributes);
        if (attributes == null || attributes.keySet().stream().noneMatch(Setting::looksLikeOurs)) {
            return new Decoded(Subscriber.NONE, List.of());
        }
        return decode(attributes);
    }

    private Decoded decode(Map<String, List<String>> attributes) {
        return OrganizationCodec.decode(
                attributes, text -> SecurityPolicyProvider.of(session).list(realm, text, ip));
    }

    /** The organizations that carry attributes of the pack, at most so many; for whoever looks, and not for a request. */
    public Stream<OrganizationModel> withPolicy(int most) {
        return new RealmOrganizations(session, realm).areThere()
                ? new AttributeHolders(session, realm).organizations(ATTRIBUTES, most)
                : Stream.empty();
    }

    /** Whether organizations carry attributes of the pack, though the realm may not use them now. */
    public boolean areSet() {
        return new AttributeHolders(session, realm)
                .organizations(ATTRIBUTES, 1)
                .findAny()
                .isPresent();
    }

    /**
     * Whether any organization requires a second factor of its members: whether any value does that one of them has. They are not looked at
     * one by one, of which there can be as many as a company has customers.
     */
    public boolean requireFactor() {
        if (!new RealmOrganizations(session, realm).areThere()) {
            return false;
        }
        String attribute = Setting.MFA_EVERYONE.attribute();
        List<String> values = new AttributeHolders(session, realm).organizationValues(attribute, MOST_VALUES);
        return values.size() == MOST_VALUES
                || decode(Map.of(attribute, values)).subscriber().factorRequired();
    }
}
