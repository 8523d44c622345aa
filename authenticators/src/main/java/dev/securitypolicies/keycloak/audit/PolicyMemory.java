package dev.securitypolicies.keycloak.audit;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.Provider;

/**
 * What the pack remembers about a realm: the settings as they were last audited. They live in a component, because saving a
 * realm with the stock API drops every attribute it is not sent.
 */
final class PolicyMemory implements Provider {

    static final String ID = "last-audited-policy";

    private static final String WRITING = "securityPolicy.writingMemory";

    /** The settings last audited; none if there never were any. */
    static Map<String, String> recall(RealmModel realm) {
        Map<String, String> settings = new TreeMap<>();
        component(realm)
                .ifPresent(component -> component
                        .getConfig()
                        .forEach((name, values) -> settings.put(name, values.isEmpty() ? "" : values.get(0))));
        return settings;
    }

    /** Remembers these settings in the current transaction. */
    static void remember(KeycloakSession session, RealmModel realm, Map<String, String> settings) {
        session.setAttribute(WRITING, true);
        try {
            write(realm, settings);
        } finally {
            session.removeAttribute(WRITING);
        }
    }

    static boolean isWriting(KeycloakSession session) {
        return session.getAttribute(WRITING) != null;
    }

    private static void write(RealmModel realm, Map<String, String> settings) {
        Optional<ComponentModel> known = component(realm);
        ComponentModel component = known.orElseGet(() -> fresh(realm));
        component.getConfig().clear();
        settings.forEach((name, value) -> component.getConfig().putSingle(name, value));
        if (known.isPresent()) {
            realm.updateComponent(component);
        } else {
            component.setParentId(realm.getId());
            realm.addComponentModel(component);
        }
    }

    private static Optional<ComponentModel> component(RealmModel realm) {
        return realm.getComponentsStream(realm.getId(), PolicyMemory.class.getName())
                .findFirst();
    }

    /** Its id is the same on every node, so that two of them cannot create it twice. */
    private static ComponentModel fresh(RealmModel realm) {
        ComponentModel component = new ComponentModel();
        component.setId(UUID.nameUUIDFromBytes((ID + realm.getId()).getBytes(StandardCharsets.UTF_8))
                .toString());
        component.setName("Security policies: last audited policy");
        component.setProviderType(PolicyMemory.class.getName());
        component.setProviderId(ID);
        return component;
    }

    @Override
    public void close() {}
}
