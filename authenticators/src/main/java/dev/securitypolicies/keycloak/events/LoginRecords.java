package dev.securitypolicies.keycloak.events;

import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.keycloak.compat.AfterCompletion;
import dev.securitypolicies.keycloak.compat.EventTypes;
import dev.securitypolicies.keycloak.compat.StoredLogins;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * For realms that store no logins: one record for each user, address, client and day, so that there is something to decide again before a change. They are
 * kept as logins in Keycloak's event store, under ids of their own, for a number of days. Nothing of it is done within a request but remembering.
 */
public final class LoginRecords {

    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.audit");

    /** More than a node answers until they are stored. */
    private static final int MOST_WAITING = 2_000;

    private static final Duration STORE = Duration.ofSeconds(5);
    private static final Duration EXPIRE = Duration.ofHours(1);
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final int days;
    private final SeenLogins seen = new SeenLogins(MOST_WAITING);

    /** Kept for so many days; zero keeps none. */
    LoginRecords(int days) {
        this.days = days;
    }

    /** Whether logins are recorded at all. */
    public boolean areKept() {
        return days > 0;
    }

    /** Stores what was seen and throws away what is too old, regularly, from now on. */
    void start(KeycloakSessionFactory factory) {
        if (areKept()) {
            RegularWork.start(factory, "security-policy-logins", STORE, this::store);
        }
        RegularWork.start(factory, "security-policy-logins-expiry", EXPIRE, this::expire);
    }

    /** A request that the policy has let pass; it counts once it is committed. */
    void passed(KeycloakSession session, DecisionContext context, EnforcedDecision decision) {
        if (!areKept() || decision.address().isUnknown() || EventTypes.isStored(context.realm(), EventType.LOGIN)) {
            return;
        }
        SeenLogins.Key key = new SeenLogins.Key(
                context.realm().getId(),
                context.user().map(UserModel::getId).orElse(""),
                context.clientId().orElse(""),
                decision.address().text(),
                Time.currentTimeMillis() / DAY);
        if (!seen.isKnown(key)) {
            Event event = new DecisionRecord(context, decision).login(StoredLogins.idOf(key.toString()));
            AfterCompletion.onCommit(session, () -> seen.add(key, event));
        }
    }

    private void store(KeycloakSession session) {
        KeycloakSessionFactory sessions = session.getKeycloakSessionFactory();
        List<Event> due = seen.drain();
        if (!due.isEmpty() && !write(sessions, due)) {
            due.forEach(each -> write(sessions, List.of(each))); // another node had one of them
        }
    }

    private static boolean write(KeycloakSessionFactory sessions, List<Event> events) {
        try {
            KeycloakModelUtils.runJobInTransaction(sessions, own -> new StoredLogins(own).add(events));
            return true;
        } catch (RuntimeException e) {
            LOG.debugf(e, "logins could not be recorded: %d", events.size());
            return false;
        }
    }

    private void expire(KeycloakSession session) {
        new StoredLogins(session).removeOwn(Time.currentTimeMillis() - days * DAY);
    }
}
