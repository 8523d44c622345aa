package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.Servers;
import org.junit.jupiter.api.Test;

final class StockIT {

    @Test
    void sampleRealmImports() {
        var node = Servers.newest();
        new Admin(node).importSample("subscriber.json", "stock");
        var app = new App(node, "stock", "public-app", null);
        assertThat(app.password("alice", "10.15.1.55").roles()).contains("Mobile");
    }
}
