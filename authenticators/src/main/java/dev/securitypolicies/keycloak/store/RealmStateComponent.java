package dev.securitypolicies.keycloak.store;

import dev.securitypolicies.keycloak.compat.CachedRealms;
import java.nio.charset.StandardCharsets;
import java.util.Map;
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
        private String id(String realmId) {
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
                        .forEach((name, values) -> settings.put(name, values.isEmpty() ? "" : values.get(0))));
        return settings;
    }

    /** Remembers these settings in the current transaction. */
    public static void remember(KeycloakSession session, RealmModel realm, Kind kind, Map<String, String> settings) {
        session.setAttribute(WRITING, true);
        try {
            write(realm, kind, settings);
        } finally {
            session.removeAttribute(WRITING);
        }
    }

    /** What tells one state of the policy from another, for whoever compares them without reading it; empty if none is known. */
    public static String revision(RealmModel realm) {
        return component(realm, Kind.AUDITED).map(ComponentModel::getSubType).orElse("");
    }

    /** The revision in the database, with what this session has changed; empty if none is known. */
    public static String storedRevision(KeycloakSession session, RealmModel realm) {
        return new CachedRealms(session).subType(Kind.AUDITED.id(realm.getId())).orElse("");
    }

    /** The revisions in the database, by the ids of their realms. */
    public static Map<String, String> storedRevisions(KeycloakSession session) {
        return new CachedRealms(session)
                .components(TYPE).stream()
                        .filter(stored -> stored.id().equals(Kind.AUDITED.id(stored.realm())))
                        .collect(Collectors.toMap(CachedRealms.Stored::realm, CachedRealms.Stored::subType));
    }

    private static String revisionOf(Map<String, String> settings) {
        return UUID.nameUUIDFromBytes(new TreeMap<>(settings).toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** Forgets it in the current transaction. */
    public static void forget(RealmModel realm, Kind kind) {
        component(realm, kind).ifPresent(realm::removeComponent);
    }

    static boolean isWriting(KeycloakSession session) {
        return session.getAttribute(WRITING) != null;
    }

    private static void write(RealmModel realm, Kind kind, Map<String, String> settings) {
        Optional<ComponentModel> known = component(realm, kind);
        ComponentModel component = known.orElseGet(() -> fresh(realm, kind));
        component.getConfig().clear();
        if (kind == Kind.AUDITED) {
            component.setSubType(revisionOf(settings));
        }
        settings.forEach((name, value) -> component.getConfig().putSingle(name, value));
        if (known.isPresent()) {
            realm.updateComponent(component);
        } else {
            component.setParentId(realm.getId());
            realm.addComponentModel(component);
        }
    }

    private static Optional<ComponentModel> component(RealmModel realm, Kind kind) {
        return realm.getComponentsStream(realm.getId(), TYPE)
                .filter(component -> component.getId().equals(kind.id(realm.getId())))
                .findFirst();
    }

    private static ComponentModel fresh(RealmModel realm, Kind kind) {
        ComponentModel component = new ComponentModel();
        component.setId(kind.id(realm.getId()));
        component.setName(kind.title);
        component.setProviderType(TYPE);
        component.setProviderId(ID);
        return component;
    }

    @Override
    public void close() {}
}
