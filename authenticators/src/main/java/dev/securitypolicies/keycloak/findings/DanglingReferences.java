package dev.securitypolicies.keycloak.findings;

import dev.securitypolicies.policy.MfaPolicy;
import dev.securitypolicies.policy.Problem;
import dev.securitypolicies.policy.SecurityPolicy;
import dev.securitypolicies.policy.Setting;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.storage.UserStorageProvider;

/** Looks for names in a policy that name nothing in the realm: a misspelt or removed role looks restricted and is not. */
public final class DanglingReferences {

    /** A policy with more names is looked at in part; the codec reports that there are too many. */
    private static final int MOST_LOOKED_UP = 2_000;

    /** A name has one dot, or a few; each could be the one between client and role. */
    private static final int MOST_DOTS = 16;

    private DanglingReferences() {}

    /** A problem for each name that matches nothing. */
    public static List<Problem> of(KeycloakSession session, RealmModel realm, SecurityPolicy policy) {
        MfaPolicy mfa = policy.mfa();
        Set<String> adminRoles = mfa.adminRoles().equals(MfaPolicy.NONE.adminRoles()) ? Set.of() : mfa.adminRoles();
        Set<String> superAdmin = policy.superAdmin().emails().isEmpty()
                ? Set.of()
                : Set.of(policy.superAdmin().role());
        Predicate<String> isRole = key -> isRole(realm, key);
        return Stream.of(
                        roles(
                                Setting.IP_ROLES,
                                "key ",
                                policy.ip().roles().byRole().keySet(),
                                isRole),
                        roles(Setting.MFA_ROLES, "", mfa.roles(), isRole),
                        roles(Setting.MFA_ADMIN_ROLES, "", adminRoles, isRole),
                        roles(Setting.SUPER_ADMIN_ROLE, "", superAdmin, name -> realm.getRole(name) != null),
                        providers(mfa.trustedIdentityProviders(), alias -> isProvider(session, realm, alias)))
                .flatMap(problems -> problems)
                .toList();
    }

    private static Stream<Problem> roles(
            Setting setting, String position, Collection<String> names, Predicate<String> exists) {
        return names.stream()
                .sorted()
                .limit(MOST_LOOKED_UP)
                .filter(exists.negate())
                .map(name -> new Problem(
                        setting.attribute(),
                        position + "`" + name + "`",
                        "unknown-role",
                        "`" + name + "` is not a role of the realm",
                        "write the name of a realm role, or `client-id.role`"));
    }

    private static Stream<Problem> providers(Collection<String> aliases, Predicate<String> exists) {
        return aliases.stream()
                .filter(exists.negate())
                .sorted()
                .map(alias -> new Problem(
                        Setting.MFA_TRUSTED_IDENTITY_PROVIDERS.attribute(),
                        "`" + alias + "`",
                        "unknown-provider",
                        "`" + alias + "` is not an identity provider of the realm",
                        "write the alias of an identity provider, or the name of a user federation"));
    }

    /** Client ids and role names may both contain dots, so every dot could be the one between them. */
    private static boolean isRole(RealmModel realm, String key) {
        if (realm.getRole(key) != null) {
            return true;
        }
        int dots = 0;
        for (int dot = key.indexOf('.'); dot >= 0 && dots < MOST_DOTS; dot = key.indexOf('.', dot + 1)) {
            dots++;
            ClientModel client = realm.getClientByClientId(key.substring(0, dot));
            if (client != null && client.getRole(key.substring(dot + 1)) != null) {
                return true;
            }
        }
        return false;
    }

    private static boolean isProvider(KeycloakSession session, RealmModel realm, String name) {
        RealmModel before = session.getContext().getRealm();
        session.getContext().setRealm(realm);
        try {
            return session.identityProviders().getByAlias(name) != null
                    || realm.getComponentsStream(realm.getId(), UserStorageProvider.class.getName())
                            .anyMatch(component -> name.equals(component.getName()));
        } finally {
            session.getContext().setRealm(before);
        }
    }
}
