package dev.securitypolicies.keycloak.change;

import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import dev.securitypolicies.keycloak.subject.UserAttributes;
import dev.securitypolicies.policy.Location;
import dev.securitypolicies.policy.Problem;
import dev.securitypolicies.policy.Setting;
import dev.securitypolicies.policy.SettingChange;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Hears every admin event and audits what it changed of the pack's attributes, in the same transaction. */
final class SettingsListener implements EventListenerProvider {

    /** What changes settings: a realm, or something renamed that its policy names. */
    private static final Set<ResourceType> SETTINGS =
            Set.of(ResourceType.REALM, ResourceType.REALM_ROLE, ResourceType.CLIENT, ResourceType.CLIENT_ROLE);

    private static final String ORGANIZATIONS = "organizations";

    private static final String GROUPS = "groups";
    private static final String CLIENTS = "clients";

    private static final Set<String> OWNERS = Set.of("users", GROUPS, CLIENTS, ORGANIZATIONS);

    private final KeycloakSession session;

    SettingsListener(KeycloakSession session) {
        this.session = session;
    }

    /** A client can remove itself, by its registration access token (RFC 7592). */
    @Override
    public void onEvent(Event event) {
        if (event.getType() == EventType.CLIENT_DELETE) {
            RealmModel realm = session.realms().getRealm(event.getRealmId());
            recordRemoved(
                    realm,
                    CLIENTS,
                    "",
                    Actor.client(SecurityPolicyProvider.of(session).clientAddress()));
        }
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        RealmModel realm = changedRealm(event);
        if (realm == null) {
            return;
        }
        Actor actor = Actor.of(event, SecurityPolicyProvider.of(session).clientAddress());
        if (SETTINGS.contains(event.getResourceType()) && event.getOperationType() != OperationType.ACTION) {
            new PolicyChangeHandler(session, realm, actor).onChange();
            new RemovedRoles(session).takeAll().forEach(key -> recordRole(realm, key, actor));
        }
        OwnerPath owner = OwnerPath.of(event);
        if (OWNERS.contains(owner.kind())) {
            String path = owner.path();
            if (owner.isWhole()) {
                String representation = event.getRepresentation() == null ? "" : event.getRepresentation();
                new PackAttributes(session, realm)
                        .keepMemory(path, new AttributesBefore(session).of(realm, path), representation);
            }
            compareOwner(realm, path, actor);
            recordRemoved(realm, GROUPS, path, actor);
        }
    }

    /** Whatever else is gone of this kind: what was below a group, and what an import has replaced by something of the same name. */
    private void recordRemoved(RealmModel realm, String kind, String owner, Actor actor) {
        new RemovedOwners(session).takeAll(kind).forEach((path, before) -> {
            if (!path.equals(owner)) {
                new ChangeRecord(session, realm, actor).write(path, SettingChange.between(before, Map.of()), List.of());
            }
        });
    }

    private void recordRole(RealmModel realm, String roleKey, Actor actor) {
        Problem problem = new Problem(
                Setting.IP_ROLES.attribute(),
                Location.WHOLE.inKey(roleKey),
                "removed-role",
                "`" + roleKey + "` was removed, and the policy names it",
                "remove its entry, or leave it for a new role of that name");
        new ChangeRecord(session, realm, actor).write("roles/" + roleKey, List.of(), List.of(problem));
    }

    /** A partial import says REALM as the type of all its events, so an owner is known by the path alone. */
    private void compareOwner(RealmModel realm, String path, Actor actor) {
        Map<String, String> after = new PackAttributes(session, realm).at(path); // none once it is removed
        Map<String, String> before = new AttributesBefore(session).of(realm, path);
        List<SettingChange> changes = SettingChange.between(before, after).stream()
                .filter(change -> !change.attribute().equals(UserAttributes.RECORDED.attribute()))
                .toList();
        if (!changes.isEmpty()) {
            new ChangeRecord(session, realm, actor).write(path, changes, List.of());
            if (path.startsWith(ORGANIZATIONS + "/")) {
                new PolicyChangeHandler(session, realm, actor).onOrganizationChange();
            }
            new PackAttributes(session, realm)
                    .user(path)
                    .ifPresent(user -> new UserAttributesWatch(session, realm, user).remember());
        }
        new PackAttributes(session, realm)
                .user(path)
                .ifPresent(user -> new EmailByAdministrator(session, realm).note(user, actor.account()));
    }

    /** The creation of a realm is an event of the realm of whoever created it. */
    private @Nullable RealmModel changedRealm(AdminEvent event) {
        boolean created = event.getResourceType() == ResourceType.REALM
                && event.getOperationType() == OperationType.CREATE
                && event.getResourcePath() != null
                && event.getResourcePath().indexOf('/') < 0;
        return created
                ? session.realms().getRealmByName(event.getResourcePath())
                : session.realms().getRealm(event.getRealmId());
    }

    @Override
    public void close() {}
}
