package dev.securitypolicies.keycloak.realm;

import dev.securitypolicies.policy.SecurityPolicy;
import org.jboss.logging.Logger;
import org.keycloak.models.RealmModel;

/** R9: the session lifetime of the policy is that of the realm's SSO sessions, idle and at most. */
public final class SessionLifetime {

    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.policy");
    private static final int SECONDS_OF_A_MINUTE = 60;

    private SessionLifetime() {}

    /** Sets both limits to the policy's; without one, or with one that cannot be read, the realm keeps its own. */
    public static void apply(RealmModel realm, SecurityPolicy policy) {
        policy.sessionLifetimeMinutes().ifPresent(minutes -> {
            int seconds = minutes * SECONDS_OF_A_MINUTE;
            if (realm.getSsoSessionIdleTimeout() != seconds || realm.getSsoSessionMaxLifespan() != seconds) {
                realm.setSsoSessionIdleTimeout(seconds);
                realm.setSsoSessionMaxLifespan(seconds);
                LOG.infof("realm `%s`: SSO sessions now last %d minutes", realm.getName(), minutes);
            }
        });
    }
}
