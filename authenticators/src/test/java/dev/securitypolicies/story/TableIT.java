package dev.securitypolicies.story;

import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.Servers;
import org.junit.jupiter.api.BeforeAll;

/** The table on the newest Keycloak. */
final class TableIT extends TableStory {

    private static final String REALM = "table";

    TableIT() {
        super(Servers.newest(), REALM, "x-forwarded-for, hop 1");
    }

    @BeforeAll
    static void importRealm() {
        new Admin(Servers.newest()).importSample("subscriber.json", REALM);
    }
}
