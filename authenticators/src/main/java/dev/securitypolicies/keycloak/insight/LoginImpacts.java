package dev.securitypolicies.keycloak.insight;

import dev.securitypolicies.decision.Comparison;
import dev.securitypolicies.decision.LoginKind;
import dev.securitypolicies.keycloak.compat.EventTypes;
import dev.securitypolicies.keycloak.compat.StoredEvents.Stored;
import dev.securitypolicies.keycloak.compat.StoredLogins;
import dev.securitypolicies.keycloak.events.RecordDetails;
import dev.securitypolicies.keycloak.mfa.SessionEvidence;
import dev.securitypolicies.keycloak.representation.ImpactRepresentation.Basis;
import dev.securitypolicies.keycloak.representation.ImpactRepresentation.LoginImpact;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.common.util.Time;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;

/**
 * Decides the logins of a time again (replay): those in the event store, which are the pack's own records where the realm stores none. Those records are as old
 * as the pack is here, so that living sessions count for whoever has none. It stops when its time is over, and says so.
 */
public final class LoginImpacts {

    private static final String EVENTS = "events";
    private static final String RECORDS = "records";
    private static final String SESSIONS = "sessions";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Replay replay;
    private final LoginTally tally = new LoginTally();
    private final long deadline;
    private long undecided;
    private long skipped;

    /**
     * Under two policies.
     *
     * @param deadline until when it may take, in the nanoseconds of {@link System#nanoTime}
     */
    public LoginImpacts(KeycloakSession session, RealmModel realm, Comparison compared, long deadline) {
        this.session = session;
        this.realm = realm;
        this.replay = new Replay(session, realm, compared);
        this.deadline = deadline;
    }

    /**
     * What was found.
     *
     * @param logins what becomes of them
     * @param basis what that rests on
     */
    public record Found(LoginImpact logins, Basis basis) {}

    /** The logins from then until now, in milliseconds since the epoch. */
    public Found since(long since) {
        long until = Time.currentTimeMillis();
        boolean complete = new StoredLogins(session).read(realm, since, until, this::stored);
        if (EventTypes.isStored(realm, EventType.LOGIN)) {
            return new Found(tally.answer(), basis(EVENTS, Math.max(since, oldestKept(realm, until)), until, complete));
        }
        String source = tally.isEmpty() ? SESSIONS : RECORDS;
        Set<String> recorded = tally.users();
        complete &= Stream.concat(
                        session.sessions().readOnlyStreamUserSessions(realm),
                        session.sessions().readOnlyStreamOfflineUserSessions(realm))
                .filter(living -> living.getUser() == null
                        || !recorded.contains(living.getUser().getId()))
                .allMatch(this::living);
        return new Found(tally.answer(), basis(source, since, until, complete));
    }

    /** What is older has been thrown away. */
    static long oldestKept(RealmModel realm, long now) {
        long seconds = realm.getEventsExpiration();
        return seconds > 0 ? now - seconds * 1_000 : 0;
    }

    private Basis basis(String source, long since, long until, boolean complete) {
        return new Basis(
                source,
                Instant.ofEpochMilli(since).toString(),
                Instant.ofEpochMilli(until).toString(),
                complete,
                undecided,
                skipped);
    }

    private boolean stored(List<Stored> logins) {
        replay.meet(logins.stream().map(Stored::userId).collect(Collectors.toSet()), deadline);
        return logins.stream().allMatch(this::stored);
    }

    private boolean stored(Stored login) {
        Optional<String> decided = login.detail(RecordDetails.ADDRESS);
        undecided += decided.isEmpty() ? 1 : 0;
        boolean local = login.detail(RecordDetails.LOGIN_KIND)
                .filter(LoginKind.LOCAL.code()::equals)
                .isPresent();
        add(
                login.userId(),
                local,
                decided.or(() -> Optional.of(login.address()).filter(address -> !address.isEmpty())),
                login.clientId(),
                login.time());
        return System.nanoTime() - deadline < 0;
    }

    private boolean living(UserSessionModel living) {
        Optional<String> seen = SessionEvidence.of(session, living).browser().map(address -> address.text());
        undecided += seen.isEmpty() ? 1 : 0;
        String client = living.getAuthenticatedClientSessions().keySet().stream()
                .map(realm::getClientById)
                .filter(found -> found != null)
                .map(ClientModel::getClientId)
                .findFirst()
                .orElse("");
        if (living.getUser() == null) {
            skipped++;
        } else {
            add(
                    living.getUser().getId(),
                    false,
                    seen.or(() -> Optional.ofNullable(living.getIpAddress())),
                    client,
                    living.getLastSessionRefresh() * 1_000L);
        }
        return System.nanoTime() - deadline < 0;
    }

    private void add(String userId, boolean local, Optional<String> address, String client, long time) {
        Optional<Replay.Known> user = address.flatMap(known -> replay.user(userId));
        if (user.isEmpty()) {
            skipped++;
        } else {
            tally.add(
                    userId,
                    user.get().name(),
                    address.orElseThrow(),
                    client,
                    time,
                    replay.compare(userId, user.get(), address.orElseThrow(), local));
        }
    }
}
