package dev.securitypolicies.story;

import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.Servers;
import org.junit.jupiter.api.BeforeAll;

/** The table on the Keycloak that the pack is compiled against. */
final class TableOnCompiledVersionIT extends TableStory {

    private static final String REALM = "table";

    TableOnCompiledVersionIT() {
        super(Servers.compiled(), REALM, "x-forwarded-for, hop 1");
    }

    @BeforeAll
    static void importRealm() {
        new Admin(Servers.compiled()).importSample("subscriber.json", REALM);
    }
}
