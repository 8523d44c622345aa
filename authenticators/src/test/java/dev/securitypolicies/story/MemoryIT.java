package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.Api;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the pack remembers of a realm nobody else can stand in the way of. */
final class MemoryIT {

    /** Keycloak takes the id of a component from whoever creates it, and has one space of them for all realms. */
    @Test
    void aTenantThatTakesTheIdOfAnotherRealmsMemoryLosesIt() {
        Realm tenant = Realm.sample(Servers.newest(), "memory-tenant");
        for (String kind : List.of("last-audited-policy", "pending-policy")) {
            String component = squatter(kind, "memory-victim");
            Admin.expect(201, tenant.admin().call("POST", tenant.path("/components"), component));
        }
        Realm victim = Realm.sample(Servers.newest(), "memory-victim");
        victim.user("olga", List.of(), Map.of());
        victim.administers("olga", "realm-admin");
        Api api = new Api(victim, "olga", "10.15.1.55");
        Admin.expect(200, api.put("?override=lock-out&confirmWithin=1", "{\"ip\": {\"subscriber\": [\"10.15.1.*\"]}}"));
        Admin.expect(200, api.send("POST", "/confirm", ""));
        assertThat(victim.publicApp().password("chris", "67.25.19.198").error()).isEqualTo("invalid_grant");
        assertThat(tenant.admin().get(tenant.path("/components?name=squatter")).size())
                .isZero();
    }

    private static String squatter(String kind, String realmId) {
        UUID id = UUID.nameUUIDFromBytes((kind + realmId).getBytes(StandardCharsets.UTF_8));
        return "{\"id\": \"" + id + "\", \"name\": \"squatter\", \"subType\": \"mine\","
                + " \"providerType\": \"org.keycloak.keys.KeyProvider\", \"providerId\": \"aes-generated\"}";
    }
}
