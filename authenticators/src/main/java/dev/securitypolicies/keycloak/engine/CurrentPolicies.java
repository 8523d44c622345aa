package dev.securitypolicies.keycloak.engine;

import dev.securitypolicies.keycloak.engine.PolicyCache.Compiled;
import dev.securitypolicies.keycloak.store.PolicyState;
import dev.securitypolicies.policy.AttributeCodec.Decoded;
import jakarta.ws.rs.NotFoundException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The policies as one session goes by them. In a cluster none counts longer than a second without having been held against the database, by its contents: by what
 * {@link PolicyWatch} has just seen or, if that is late or says something else, by a question of this session. A session that cannot ask ends with an error, and so does one in
 * a realm that another node has removed: what it asked for is gone with it.
 */
final class CurrentPolicies {

    /** Less than the second within which a change is in force, since a decision takes some time as well. */
    private static final long LEASE = Duration.ofMillis(900).toNanos();

    private final KeycloakSession session;
    private final PolicyCache cache;
    private final @Nullable PolicyWatch watch;
    private final Map<String, Confirmed> confirmed = new HashMap<>();

    /**
     * What was found out at a moment.
     *
     * @param seen what this session has read of the realm itself
     * @param current what is in force
     * @param at when, as `System.nanoTime` has it
     */
    private record Confirmed(PolicyState seen, Compiled current, long at) {

        /** What the session has changed itself it must not miss. */
        boolean covers(Compiled own) {
            return System.nanoTime() - at <= LEASE && seen.equals(own.state());
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
        if (known == null || !known.covers(own)) {
            known = confirm(realm, own, watching);
            confirmed.put(realm.getId(), known);
        }
        return known.current();
    }

    private Confirmed confirm(RealmModel realm, Compiled own, PolicyWatch watching) {
        PolicyWatch.Look look = watching.last();
        long now = System.nanoTime();
        boolean late = now - look.begun() > LEASE;
        if (!late && look.shows(realm.getId(), own.revision())) {
            return new Confirmed(own.state(), own, look.begun());
        }
        Optional<PolicyState> inDatabase = PolicyState.inDatabase(session, realm);
        if (inDatabase.isEmpty()) {
            watching.letGo(realm);
            cache.forget(realm.getId());
            session.getTransactionManager().setRollbackOnly(); // a login page commits with such an answer
            throw new NotFoundException("realm does not exist");
        }
        PolicyState stored = inDatabase.get();
        if (!stored.equals(own.state())) {
            watching.letGo(realm);
            return new Confirmed(own.state(), cache.of(realm, stored), now);
        }
        if (!late) { // it has just changed, or its revision is not right
            PolicyCache.announce(session, realm, stored);
        }
        return new Confirmed(stored, own, now);
    }
}
