package dev.securitypolicies.keycloak.engine;

import dev.securitypolicies.keycloak.engine.PolicyCache.Compiled;
import dev.securitypolicies.keycloak.store.PolicyState;
import dev.securitypolicies.policy.AttributeCodec.Decoded;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The policies as one session goes by them. In a cluster none counts longer than a second without having been held against the database, by its contents: by what
 * {@link PolicyWatch} has just seen or, if that is late or says something else, by a question of this session. A session that cannot ask ends with an error.
 */
final class CurrentPolicies {

    /** Less than the second within which a change is in force, since a decision takes some time as well. */
    private static final long LEASE = Duration.ofMillis(900).toNanos();

    private final KeycloakSession session;
    private final PolicyCache cache;
    private final @Nullable PolicyWatch watch;
    private final Map<String, Confirmed> confirmed = new HashMap<>();

    /** What was right at a moment, as `System.nanoTime` has it. */
    private record Confirmed(PolicyState state, long at) {

        boolean covers(Compiled compiled) {
            return System.nanoTime() - at <= LEASE && state.equals(compiled.state());
        }
    }

    CurrentPolicies(KeycloakSession session, PolicyCache cache, @Nullable PolicyWatch watch) {
        this.session = session;
        this.cache = cache;
        this.watch = watch;
    }

    /** The policy that is in force now. */
    Decoded of(RealmModel realm) {
        Compiled own = cache.of(session, realm);
        Compiled current = watch == null ? own : current(realm, own, watch);
        return current.now(session, realm);
    }

    private Compiled current(RealmModel realm, Compiled own, PolicyWatch watching) {
        Confirmed known = confirmed.get(realm.getId());
        if (known != null && known.covers(own)) {
            return own;
        }
        PolicyWatch.Look look = watching.last();
        long now = System.nanoTime();
        if (now - look.begun() <= LEASE && look.shows(realm.getId(), own.revision())) {
            confirmed.put(realm.getId(), new Confirmed(own.state(), look.begun()));
            return own;
        }
        PolicyState stored = PolicyState.inDatabase(session, realm);
        if (stored.equals(own.state())) {
            confirmed.put(realm.getId(), new Confirmed(stored, now));
            return own;
        }
        watching.letGo(realm); // this session goes on to ask, and what it changes itself it finds there as well
        return cache.of(session, realm, stored);
    }
}
