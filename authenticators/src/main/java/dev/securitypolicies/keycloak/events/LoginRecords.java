package dev.securitypolicies.keycloak.events;

import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.ip.AddressParser;
import dev.securitypolicies.ip.CidrBlock;
import dev.securitypolicies.ip.IpFamily;
import dev.securitypolicies.keycloak.compat.AfterCompletion;
import dev.securitypolicies.keycloak.compat.EventTypes;
import dev.securitypolicies.keycloak.compat.StoredLogins;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;
import org.keycloak.models.ImpersonationSessionNote;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.light.LightweightUserAdapter;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * For realms that store no logins: one record for each user, client, address and day, so that there is something to decide again before a change. They are
 * kept as logins in Keycloak's event store, under ids of their own, for a number of days. Nothing of it is done within a request but remembering.
 */
public final class LoginRecords {

    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.audit");

    private static final int MOST_OF_REALM = 2_000;
    private static final int MOST_OF_USER = 20;

    private static final int REMOVED_AT_ONCE = 1_000;

    private static final Duration STORE = Duration.ofSeconds(5);
    private static final Duration EXPIRE = Duration.ofHours(1);
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final int days;
    private final SeenLogins seen = new SeenLogins(MOST_OF_REALM, MOST_OF_USER);

    /** Kept for so many days; zero keeps none. */
    LoginRecords(int days) {
        this.days = days;
    }

    /** Stores what was seen and throws away what is too old, regularly, from now on. */
    void start(RegularWork regular) {
        if (days > 0) {
            regular.start(STORE, this::store);
        }
        regular.start(EXPIRE, this::expire);
    }

    /** A request that the policy has let pass; it counts once it is committed. Nobody comes from where somebody else impersonates them. */
    void passed(
            KeycloakSession session, DecisionContext context, EnforcedDecision decision, UserSessionModel userSession) {
        boolean nobodys =
                context.user().filter(LightweightUserAdapter::isLightweightUser).isPresent()
                        || userSession.getNote(ImpersonationSessionNote.IMPERSONATOR_ID.toString()) != null;
        if (days <= 0
                || nobodys
                || decision.address().isUnknown()
                || EventTypes.isStored(context.realm(), EventType.LOGIN)) {
            return;
        }
        SeenLogins.Key key = new SeenLogins.Key(
                context.realm().getId(),
                context.user().map(UserModel::getId).orElse(""),
                context.clientId().orElse(""),
                network(decision.address().text()),
                Time.currentTimeMillis() / HOUR);
        if (!seen.isKnown(key)) {
            Event event = new DecisionRecord(context, decision).login(StoredLogins.idOf(key.record()));
            AfterCompletion.onCommit(session, () -> seen.add(key, event));
        }
    }

    /** A device chooses its IPv6 address anew every day or minute. */
    private static String network(String address) {
        return AddressParser.parse(address)
                .toOptional()
                .filter(parsed -> parsed.family() == IpFamily.IPV6)
                .map(parsed ->
                        CidrBlock.around(parsed, parsed.family().networkBits()).toString())
                .orElse(address);
    }

    private void store(KeycloakSessionFactory sessions) {
        Map<SeenLogins.Key, Event> due = seen.drain();
        if (due.isEmpty() || write(sessions, List.copyOf(due.values()))) {
            return;
        }
        int failures = 0;
        for (Map.Entry<SeenLogins.Key, Event> next : due.entrySet()) {
            if (failures >= RegularWork.MOST_FAILURES || !write(sessions, List.of(next.getValue()))) {
                failures++;
                seen.forget(next.getKey());
            }
        }
    }

    private static boolean write(KeycloakSessionFactory sessions, List<Event> events) {
        try {
            KeycloakModelUtils.runJobInTransaction(sessions, own -> new StoredLogins(own).add(events));
            return true;
        } catch (RuntimeException e) { // another node had one of them, or the database is away
            LOG.debugf(e, "logins could not be recorded: %d", events.size());
            return false;
        }
    }

    private void expire(KeycloakSessionFactory sessions) {
        long before = Time.currentTimeMillis() - days * DAY;
        try {
            Optional<String> last = Optional.empty();
            do {
                Optional<String> behind = last;
                last = KeycloakModelUtils.runJobInTransactionWithResult(
                        sessions, own -> new StoredLogins(own).removeOwn(behind, before, REMOVED_AT_ONCE));
            } while (last.isPresent());
        } catch (RuntimeException e) { // the next hour comes
            LOG.warnf(e, "old records of logins could not be removed");
        }
    }
}
