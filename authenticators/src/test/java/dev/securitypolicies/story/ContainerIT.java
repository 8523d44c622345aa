package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.Containers;
import dev.securitypolicies.server.KeycloakNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The table in the image of `deploy/`, behind its proxy, where a container engine answers. */
@EnabledIf(
        value = "dev.securitypolicies.server.Containers#available",
        disabledReason = "no container engine answers here")
final class ContainerIT extends TableStory {

    private static final String REALM = "container";

    private static KeycloakNode node;

    ContainerIT() {
        super(node, REALM, "x-forwarded-for, hop 2");
    }

    @BeforeAll
    static void start() {
        node = Containers.start();
        new Admin(node).importSample("subscriber.json", REALM);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    /** The proxy appends, so what a client writes itself stands left of what counts. */
    @Test
    void aForgedHeaderIsNotBelieved() {
        App app = new App(node, REALM, "public-app", null);
        assertThat(app.password("bill", "10.15.1.11, 67.25.19.198").roles()).containsExactly("Mobile");
    }

    @Test
    void theImageSaysItsVersionAtStart() {
        assertThat(node.log())
                .contains("security policies " + System.getProperty("pack.version"))
                .contains("of the trusted proxies");
    }
}
