package dev.securitypolicies.keycloak.engine;

import dev.securitypolicies.keycloak.compat.CachedRealms;
import dev.securitypolicies.keycloak.store.RealmStateComponent;
import dev.securitypolicies.policy.AttributeCodec.Decoded;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The policies as one session goes by them. In a cluster none counts longer than a second without having been held against the database: by what {@link PolicyWatch} has just
 * seen or, if that is late or says something else, by a question of this session. A session that cannot ask ends with an error.
 */
final class CurrentPolicies {

    /** Less than the second within which a change is in force, since a decision takes some time as well. */
    private static final long LEASE = Duration.ofMillis(900).toNanos();

    private final KeycloakSession session;
    private final PolicyCache cache;
    private final @Nullable PolicyWatch watch;

    /** Since when, as `System.nanoTime` has it, what this session has read of a realm is known to be right. */
    private final Map<String, Long> confirmed = new HashMap<>();

    private final Map<String, RealmModel> readAnew = new HashMap<>();

    CurrentPolicies(KeycloakSession session, PolicyCache cache, @Nullable PolicyWatch watch) {
        this.session = session;
        this.cache = cache;
        this.watch = watch;
    }

    /** The policy that is in force now. */
    Decoded of(RealmModel realm) {
        if (watch == null) {
            return cache.policy(session, realm);
        }
        Long since = confirmed.get(realm.getId());
        if (since == null || System.nanoTime() - since > LEASE) {
            confirm(realm, watch);
        }
        return cache.policy(session, readAnew.getOrDefault(realm.getId(), realm));
    }

    private void confirm(RealmModel realm, PolicyWatch watching) {
        RealmModel read = readAnew.getOrDefault(realm.getId(), realm);
        PolicyWatch.Look look = watching.last();
        long now = System.nanoTime();
        if (now - look.begun() <= LEASE && look.shows(realm.getId(), RealmStateComponent.revision(read))) {
            confirmed.put(realm.getId(), look.begun());
            return;
        }
        String stored = RealmStateComponent.storedRevision(session, realm);
        if (!Objects.equals(stored, RealmStateComponent.revision(read))) {
            watching.letGo(realm);
            readAnew.put(realm.getId(), new CachedRealms(session).stored(realm));
        }
        confirmed.put(realm.getId(), now);
    }
}
