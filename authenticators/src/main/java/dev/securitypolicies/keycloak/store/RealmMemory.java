package dev.securitypolicies.keycloak.store;

import dev.securitypolicies.keycloak.compat.StoredRealms;
import dev.securitypolicies.keycloak.compat.TakenId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** What the pack remembers about a realm, such as the settings as they were last audited. It is changed in the current transaction. */
public final class RealmMemory {

    private static final String WRITING = "securityPolicy.writingMemory";

    private final KeycloakSession session;
    private final RealmModel realm;

    /** Of this realm, in the transaction of this session. */
    public RealmMemory(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** The things that are remembered about a realm. */
    public enum Kind {
        /** The settings as they were last audited. */
        AUDITED(RealmStateComponent.ID, "Security policies: last audited policy"),
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

    /** What was remembered; nothing if there never was anything. */
    public static Map<String, String> recall(RealmModel realm, Kind kind) {
        return component(realm, kind).map(RealmMemory::content).orElseGet(TreeMap::new);
    }

    /** Whether this is what was last audited, and other nodes can tell so by its revision. */
    public static boolean hasAudited(RealmModel realm, PolicyState state) {
        return component(realm, Kind.AUDITED)
                .map(audited -> content(audited).equals(state.settings())
                        && state.revision().equals(audited.getSubType()))
                .orElse(state.settings().isEmpty() && state.pending().isEmpty());
    }

    /** Remembers these settings instead of what was remembered before. */
    public void remember(Kind kind, Map<String, String> settings) {
        Optional<ComponentModel> known = current(kind);
        ComponentModel component = known.orElseGet(() -> fresh(kind));
        component.getConfig().clear();
        settings.forEach((name, value) -> component.getConfig().putSingle(name, value));
        if (kind == Kind.AUDITED) {
            component.setSubType(new PolicyState(new TreeMap<>(settings), PendingChange.of(realm)).revision());
        }
        save(component, known.isPresent());
        seal(kind);
    }

    /** Remembers nothing of this kind any more. */
    public void forget(Kind kind) {
        current(kind).ifPresent(realm::removeComponent);
        seal(kind);
    }

    /** As the database has it: what this node has cached can be older. */
    private Optional<ComponentModel> current(Kind kind) {
        new StoredRealms(session).readFromDatabase(realm);
        return component(realm, kind);
    }

    /** The revision of what was audited with what is pending stands in the one component that nothing but a change of the policy makes. */
    private void seal(Kind changed) {
        if (changed == Kind.PENDING) {
            remember(Kind.AUDITED, recall(realm, Kind.AUDITED));
        }
    }

    private void save(ComponentModel component, boolean isKnown) {
        session.setAttribute(WRITING, true);
        try {
            if (isKnown) {
                new StoredRealms(session).flush();
                realm.updateComponent(component);
            } else {
                realm.addComponentModel(component);
            }
        } finally {
            session.removeAttribute(WRITING);
        }
    }

    /** Whether a component is being written by the pack itself. */
    static boolean isWriting(KeycloakSession session) {
        return session.getAttribute(WRITING) != null;
    }

    /** A copy: what Keycloak has cached of it others read at the same time. */
    private static Optional<ComponentModel> component(RealmModel realm, Kind kind) {
        String id = kind.id(realm.getId());
        return realm.getComponentsStream(realm.getId(), RealmStateComponent.TYPE)
                .filter(component -> component.getId().equals(id))
                .findFirst()
                .map(ComponentModel::new);
    }

    private static Map<String, String> content(ComponentModel component) {
        Map<String, String> content = new TreeMap<>();
        component
                .getConfig()
                .forEach((name, values) ->
                        content.put(name, values.isEmpty() ? "" : Objects.requireNonNullElse(values.get(0), "")));
        return content;
    }

    private ComponentModel fresh(Kind kind) {
        ComponentModel component = new ComponentModel();
        component.setId(kind.id(realm.getId()));
        component.setName(kind.title);
        component.setProviderType(RealmStateComponent.TYPE);
        component.setProviderId(RealmStateComponent.ID);
        component.setParentId(realm.getId());
        new TakenId(session).free(realm, component.getId());
        return component;
    }
}
