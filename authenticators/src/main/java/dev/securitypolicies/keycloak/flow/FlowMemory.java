package dev.securitypolicies.keycloak.flow;

import dev.securitypolicies.keycloak.store.RealmMemory;
import dev.securitypolicies.keycloak.store.RealmMemory.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** What the pack remembers of the copy of a browser flow that it has bound in a realm. */
final class FlowMemory {

    private static final String ORIGINAL = "original";
    private static final String COPY = "copy";
    private static final String SHAPE = "shape";
    private static final String UNBOUND_FOR = "unbound-for";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Map<String, String> known;

    private FlowMemory(KeycloakSession session, RealmModel realm, Map<String, String> known) {
        this.session = session;
        this.realm = realm;
        this.known = known;
    }

    /**
     * A realm that was imported without what the pack remembers, or with other ids, still has the name of the copy. What it looked like
     * when it was made nobody knows then, so it is neither changed nor deleted.
     */
    static FlowMemory of(KeycloakSession session, RealmModel realm) {
        FlowMemory memory = new FlowMemory(session, realm, RealmMemory.recall(realm, Kind.FLOW));
        boolean there = memory.copy() != null || (memory.known.containsKey(COPY) && memory.original() != null);
        return there ? memory : new FlowMemory(session, realm, byName(realm));
    }

    private static Map<String, String> byName(RealmModel realm) {
        AuthenticationFlowModel bound = realm.getBrowserFlow();
        return Optional.ofNullable(bound)
                .flatMap(new CopyNames(realm)::original)
                .map(original -> Map.of(ORIGINAL, original.getId(), COPY, bound.getId(), SHAPE, ""))
                .orElse(Map.of());
    }

    boolean isEmpty() {
        return known.isEmpty();
    }

    /** Null if it is gone. */
    @Nullable
    AuthenticationFlowModel original() {
        return flow(ORIGINAL);
    }

    /** Null if it is gone. */
    @Nullable
    AuthenticationFlowModel copy() {
        return flow(COPY);
    }

    private @Nullable AuthenticationFlowModel flow(String which) {
        return realm.getAuthenticationFlowById(known.getOrDefault(which, ""));
    }

    boolean isCopy(AuthenticationFlowModel flow) {
        return flow.getId().equals(known.get(COPY));
    }

    /** Whether nobody has changed the copy since the pack did. */
    boolean isAsMade(AuthenticationFlowModel copy) {
        return FlowShape.of(realm, copy.getId()).equals(known.get(SHAPE));
    }

    /** Whether it was told already that this flow is bound in the place of the copy; an empty id: the copy is bound. */
    boolean wasUnboundFor(String other) {
        return other.equals(known.getOrDefault(UNBOUND_FOR, ""));
    }

    void rememberUnboundFor(String other) {
        remember(UNBOUND_FOR, other);
    }

    void rememberCopy(AuthenticationFlowModel original, AuthenticationFlowModel copy) {
        store(Map.of(ORIGINAL, original.getId(), COPY, copy.getId(), SHAPE, FlowShape.of(realm, copy.getId())));
    }

    void forget() {
        new RealmMemory(session, realm).forget(Kind.FLOW);
    }

    private void remember(String what, String value) {
        Map<String, String> fresh = new TreeMap<>(known);
        fresh.put(what, value);
        store(fresh);
    }

    private void store(Map<String, String> fresh) {
        new RealmMemory(session, realm).remember(Kind.FLOW, fresh);
    }
}
