package dev.securitypolicies.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** On a static field: a realm of the test class's own, imported from a sample before its first test. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(PolicyRealmExtension.class)
public @interface PolicyRealm {

    /** The name of the realm, which no other class uses on the same server. */
    String value();

    /** The sample that it is imported from. */
    String sample() default "subscriber.json";

    /** The server that it is on. */
    Server on() default Server.NEWEST;

    /** The common servers of a test run. */
    enum Server {
        NEWEST,
        PREVIEW;

        KeycloakNode node() {
            return switch (this) {
                case NEWEST -> Servers.newest();
                case PREVIEW -> Servers.preview();
            };
        }
    }
}
