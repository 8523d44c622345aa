package dev.securitypolicies.keycloak.events;

import java.time.Duration;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.timer.ScheduledTask;
import org.keycloak.timer.TimerProvider;

/** Has something done once the server is up, and again and again from then on. */
final class RegularWork {

    private RegularWork() {}

    /** Under a name that nobody else uses. */
    static void start(KeycloakSessionFactory factory, String name, Duration every, ScheduledTask work) {
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) {
                KeycloakModelUtils.runJobInTransaction(factory, session -> {
                    work.run(session);
                    session.getProvider(TimerProvider.class).scheduleTask(work, every.toMillis(), name);
                });
            }
        });
    }
}
