package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever was done to a realm while the pack was away is put right before the server is ready, in the realms where there is something to do and in no other. */
final class PreparedAtStartIT {

    private static final String GATE = "/authentication/required-actions/security-policy-gate";
    private static final String PROFILE = "/users/profile";
    private static final String UNWRITABLE = """
            create function refuse() returns trigger as $$ begin raise exception 'not this one'; end $$ language plpgsql;
            create trigger unwritable before insert on required_action_provider
            for each row when (new.realm_id = 'gate-removed') execute function refuse()
            """;
    private static final String FIRST_WAITS = """
            create sequence turn;
            create function wait() returns trigger as $$ begin
                if nextval('turn') = 1 then
                    for tenth in 1..600 loop
                        exit when (select last_value from turn) > 1 or exists (select from pg_locks where not granted);
                        perform pg_sleep(0.1);
                    end loop;
                end if;
                return new;
            end $$ language plpgsql;
            create trigger slow before insert on required_action_provider for each row execute function wait()
            """;
    private static final String PREPARED = "realms that were prepared: ";

    /** As the pack has left it. */
    private static final String DATABASE = Servers.newDatabase();

    @BeforeAll
    static void usePack() {
        try (KeycloakNode pack = Servers.startOn(DATABASE, List.of())) {
            List.of("gate-off", "gate-removed", "overtaken", "bared", "dangling", "untouched")
                    .forEach(name -> Realm.sample(pack, name));
        }
    }

    @Test
    void whatWasUndoneMeanwhileIsPutRightAtTheNextStart() {
        String database = Servers.copyOf(DATABASE);
        try (KeycloakNode plain = Servers.startPlainOn(database)) {
            Realm.sample(plain, "newcomer");
            change(new Realm(plain, "gate-off"), GATE, gate -> gate.put("enabled", false));
            Realm removed = new Realm(plain, "gate-removed");
            Admin.expect(204, removed.admin().call("DELETE", removed.path(GATE), ""));
            change(
                    new Realm(plain, "overtaken"),
                    "/authentication/required-actions/CONFIGURE_TOTP",
                    action -> action.put("priority", -5_000));
            change(new Realm(plain, "bared"), PROFILE, profile -> withoutOurs((ArrayNode) profile.get("attributes")));
            nameScopeThatIsGone(new Realm(plain, "dangling"));
        }
        Servers.sql(database, UNWRITABLE);
        assertThatThrownBy(() -> Servers.startOn(database, List.of()))
                .as("a realm that cannot be prepared lacks what guards it")
                .hasMessageContaining("the realm with the id `gate-removed` cannot be prepared");
        Servers.sql(database, "drop trigger unwritable on required_action_provider");
        try (KeycloakNode pack = Servers.startOn(database, List.of())) {
            assertThat(pack.log())
                    .as(
                            "the five others were prepared all the same, and nothing was to do in `untouched` and the master realm")
                    .contains(PREPARED + "1");
            for (String name :
                    List.of("newcomer", "gate-off", "gate-removed", "overtaken", "bared", "dangling", "untouched")) {
                assertThat(isPrepared(new Realm(pack, name))).as(name).isTrue();
            }
        }
    }

    /** The first to write waits until the other one wants to, so that both have found all realms due before either has prepared one. */
    @Test
    void twoNodesThatStartAtOncePrepareEachRealmOnce() {
        String database = Servers.copyOf(DATABASE);
        int gates = Servers.sql(
                database, "delete from required_action_provider where provider_id = 'security-policy-gate'");
        Servers.sql(database, FIRST_WAITS);
        CompletableFuture<KeycloakNode> other =
                CompletableFuture.supplyAsync(() -> Servers.startOn(database, List.of()));
        try (KeycloakNode one = Servers.startOn(database, List.of());
                KeycloakNode two = other.join()) {
            assertThat(List.of(one.log(), two.log()))
                    .as("both had all to prepare")
                    .allSatisfy(log -> assertThat(log).contains(PREPARED + gates));
            assertThat(isPrepared(new Realm(one, "untouched"))).isTrue();
        } finally {
            other.join().close(); // also if the first one has not come up
        }
        assertThat(Servers.number(
                        database,
                        "select count(*) from required_action_provider where provider_id = 'security-policy-gate'"))
                .isEqualTo(gates);
    }

    /** The gate is the first of the actions, and nobody but admins may edit an attribute of ours. */
    private static boolean isPrepared(Realm realm) {
        JsonNode first = realm.admin()
                .get(realm.path("/authentication/required-actions"))
                .get(0);
        JsonNode attributes = realm.admin().get(realm.path(PROFILE)).get("attributes");
        boolean declared = false;
        for (JsonNode attribute : attributes) {
            declared |= attribute.path("name").asText().equals("securityPolicy.ip.groups")
                    && attribute.at("/permissions/edit").toString().equals("[\"admin\"]");
        }
        return declared
                && first.path("alias").asText().equals("security-policy-gate")
                && first.path("enabled").asBoolean();
    }

    /** Keycloak would not accept such a profile, and does not mind that it has one. */
    private static void nameScopeThatIsGone(Realm realm) {
        Map<String, String> scope = Map.of("id", "gone-" + realm.name(), "name", "gone", "protocol", "openid-connect");
        Admin.expect(201, realm.admin().call("POST", realm.path("/client-scopes"), scope));
        change(realm, PROFILE, profile -> {
            ArrayNode attributes = (ArrayNode) profile.get("attributes");
            withoutOurs(attributes);
            attributes.add(Admin.parse("{\"name\": \"nickname\", \"selector\": {\"scopes\": [\"gone\"]}}"));
        });
        Admin.expect(204, realm.admin().call("DELETE", realm.path("/client-scopes/gone-" + realm.name()), ""));
    }

    private static void withoutOurs(ArrayNode attributes) {
        for (int i = attributes.size() - 1; i >= 0; i--) {
            if (attributes.get(i).path("name").asText().startsWith("securityPolicy.")) {
                attributes.remove(i);
            }
        }
    }

    private static void change(Realm realm, String path, Consumer<ObjectNode> change) {
        ObjectNode body = (ObjectNode) realm.admin().get(realm.path(path));
        change.accept(body);
        int status = realm.admin().call("PUT", realm.path(path), body).status();
        assertThat(status).isIn(200, 204);
    }
}
