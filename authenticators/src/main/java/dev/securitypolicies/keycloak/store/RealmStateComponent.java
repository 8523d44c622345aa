package dev.securitypolicies.keycloak.store;

import dev.securitypolicies.keycloak.compat.StoredRealms;
import dev.securitypolicies.keycloak.compat.TakenId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.Provider;

/**
 * What the pack remembers about a realm: the settings as they were last audited. They live in a component, because saving a
 * realm with the stock API drops every attribute it is not sent.
 */
public final class RealmStateComponent implements Provider {

    /** The type of the components. */
    public static final String TYPE = RealmStateComponent.class.getName();

    static final String ID = "last-audited-policy";

    /** The things that are remembered about a realm. */
    public enum Kind {
        /** The settings as they were last audited. */
        AUDITED(ID, "Security policies: last audited policy"),
        /** A change that awaits its confirmation. */
        PENDING("pending-policy", "Security policies: change awaiting confirmation"),
        /** The browser flow that was bound while a factor is demanded, and the one it stands for. */
        FLOW("factor-flow", "Security policies: browser flow"),
        /** Whether the realm used organizations when that last mattered. */
        ORGANIZATIONS("organizations", "Security policies: use of organizations");

        private final String code;
        private final String title;

        Kind(String code, String title) {
            this.code = code;
            this.title = title;
        }

        /** It is the same on every node, so that two of them cannot create it twice. */
        String id(String realmId) {
            return UUID.nameUUIDFromBytes((code + realmId).getBytes(StandardCharsets.UTF_8))
                    .toString();
        }
    }

    private static final String WRITING = "securityPolicy.writingMemory";

    /** What was remembered; nothing if there never was anything. */
    public static Map<String, String> recall(RealmModel realm, Kind kind) {
        Map<String, String> settings = new TreeMap<>();
        component(realm, kind)
                .ifPresent(component -> component
                        .getConfig()
                        .forEach((name, values) -> settings.put(
                                name, values.isEmpty() ? "" : Objects.requireNonNullElse(values.get(0), ""))));
        return settings;
    }

    /** Remembers these settings in the current transaction. */
    public static void remember(KeycloakSession session, RealmModel realm, Kind kind, Map<String, String> settings) {
        new StoredRealms(session).readFromDatabase(realm);
        ComponentModel component = component(realm, kind).orElseGet(() -> fresh(session, realm, kind));
        component.getConfig().clear();
        settings.forEach((name, value) -> component.getConfig().putSingle(name, value));
        if (kind == Kind.AUDITED) {
            component.setSubType(revision(realm, settings));
        }
        save(session, realm, component);
        if (kind == Kind.PENDING) {
            seal(session, realm);
        }
    }

    /** Forgets it in the current transaction. */
    public static void forget(KeycloakSession session, RealmModel realm, Kind kind) {
        new StoredRealms(session).readFromDatabase(realm);
        component(realm, kind).ifPresent(realm::removeComponent);
        if (kind == Kind.PENDING) {
            seal(session, realm);
        }
    }

    /** Whether this is what was last audited, and other nodes can tell so by its revision. */
    public static boolean isRecorded(RealmModel realm, PolicyState state) {
        return recall(realm, Kind.AUDITED).equals(state.settings())
                && component(realm, Kind.AUDITED)
                        .map(component -> state.revision().equals(component.getSubType()))
                        .orElse(state.pending().isEmpty());
    }

    /** The revision in the database, with what this session has changed. */
    static String storedRevision(KeycloakSession session, RealmModel realm) {
        return new StoredRealms(session)
                .subType(realm, TYPE, Kind.AUDITED.id(realm.getId()))
                .orElse(PolicyState.NO_REVISION);
    }

    /** The revisions in the database, by the ids of their realms; a realm without one has never had a policy. */
    public static Map<String, String> storedRevisions(KeycloakSession session) {
        return new StoredRealms(session)
                .components(TYPE).stream()
                        .filter(stored -> stored.id().equals(Kind.AUDITED.id(stored.realm())))
                        .collect(Collectors.toMap(StoredRealms.Stored::realm, StoredRealms.Stored::subType));
    }

    static boolean isWriting(KeycloakSession session) {
        return session.getAttribute(WRITING) != null;
    }

    /** The revision of what was audited with what is pending stands in the one component that nothing but a change of the policy makes. */
    private static void seal(KeycloakSession session, RealmModel realm) {
        remember(session, realm, Kind.AUDITED, recall(realm, Kind.AUDITED));
    }

    private static String revision(RealmModel realm, Map<String, String> settings) {
        return new PolicyState(new TreeMap<>(settings), PendingChange.of(realm)).revision();
    }

    private static void save(KeycloakSession session, RealmModel realm, ComponentModel component) {
        session.setAttribute(WRITING, true);
        try {
            if (component(realm, component.getId()).isPresent()) {
                new StoredRealms(session).flush();
                realm.updateComponent(component);
            } else {
                realm.addComponentModel(component);
            }
        } finally {
            session.removeAttribute(WRITING);
        }
    }

    private static Optional<ComponentModel> component(RealmModel realm, Kind kind) {
        return component(realm, kind.id(realm.getId()));
    }

    /** A copy: what Keycloak has cached of it others read at the same time. */
    private static Optional<ComponentModel> component(RealmModel realm, String id) {
        return realm.getComponentsStream(realm.getId(), TYPE)
                .filter(component -> component.getId().equals(id))
                .findFirst()
                .map(ComponentModel::new);
    }

    private static ComponentModel fresh(KeycloakSession session, RealmModel realm, Kind kind) {
        ComponentModel component = new ComponentModel();
        component.setId(kind.id(realm.getId()));
        component.setName(kind.title);
        component.setProviderType(TYPE);
        component.setProviderId(ID);
        component.setParentId(realm.getId());
        new TakenId(session).free(realm, component.getId());
        return component;
    }

    @Override
    public void close() {}
}
