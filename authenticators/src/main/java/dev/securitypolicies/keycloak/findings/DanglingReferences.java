package dev.securitypolicies.keycloak.findings;

import dev.securitypolicies.policy.Location;
import dev.securitypolicies.policy.Problem;
import dev.securitypolicies.policy.Reference;
import dev.securitypolicies.policy.Setting;
import dev.securitypolicies.policy.SettingType.Name;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

    private final KeycloakSession session;
    private final RealmModel realm;

    /** Looked up in a realm. */
    public DanglingReferences(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** A problem for each name in the attributes that matches nothing. */
    public List<Problem> in(Map<String, String> attributes) {
        return Stream.concat(
                        Reference.in(attributes).stream().filter(reference -> !isUnused(attributes, reference)),
                        defaultRole(attributes))
                .distinct()
                .collect(Collectors.groupingBy(Reference::setting, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(ofSetting -> ofSetting.stream().limit(MOST_LOOKED_UP))
                .flatMap(this::problem)
                .toList();
    }

    /** A role that nobody gets may be missing. */
    private static boolean isUnused(Map<String, String> attributes, Reference reference) {
        return reference.setting() == Setting.SUPER_ADMIN_ROLE && !namesSuperAdmins(attributes);
    }

    /** The role that super admins get if none is written must be there as well. */
    private static Stream<Reference> defaultRole(Map<String, String> attributes) {
        Setting<Name> role = Setting.SUPER_ADMIN_ROLE;
        boolean written = !attributes.getOrDefault(role.attribute(), "").isBlank();
        return written || !namesSuperAdmins(attributes)
                ? Stream.empty()
                : Stream.of(new Reference(
                        role, Location.WHOLE, role.type().absent(), role.type().of()));
    }

    private static boolean namesSuperAdmins(Map<String, String> attributes) {
        return !attributes
                .getOrDefault(Setting.SUPER_ADMIN_EMAILS.attribute(), "")
                .isBlank();
    }

    private Stream<Problem> problem(Reference reference) {
        String name = reference.name();
        return switch (reference.of()) {
            case ROLE -> isRole(name) ? Stream.empty() : Stream.of(unknownRole(reference));
            case REALM_ROLE -> realm.getRole(name) != null ? Stream.empty() : Stream.of(unknownRole(reference));
            case PROVIDER ->
                isProvider(name)
                        ? Stream.empty()
                        : Stream.of(reference.problem(
                                "unknown-provider",
                                "`" + name + "` is not an identity provider of the realm",
                                "write the alias of an identity provider, or the name of a user federation"));
            case IP_GROUP -> Stream.empty();
        };
    }

    private static Problem unknownRole(Reference reference) {
        return reference.problem(
                "unknown-role",
                "`" + reference.name() + "` is not a role of the realm",
                "write the name of a realm role, or `client-id.role`");
    }

    /** Client ids and role names may both contain dots, so every dot could be the one between them. */
    private boolean isRole(String key) {
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

    private boolean isProvider(String name) {
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
