package dev.securitypolicies.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.App.Tokens;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Random steps through a real server: logins, SSO, refreshes, exchanges of every chain, userinfo, introspection, changes of the
 * policy. After each step the roles of what came back are held against the slow model. The seed and the steps are printed; a
 * failing walk is walked again without one step after the other, until every step left is needed.
 */
final class WalkerIT {

    private static final KeycloakNode NODE = Servers.newest();
    private static final int STEPS = Integer.getInteger("walker.steps", 1_000);
    private static final int STEPS_OF_A_WALK = 100;
    private static final long SEED = Long.getLong("walker.seed", 20_261_121L);

    private static Realm realm = new Realm(NODE, "walker");
    private static Walk.World world = new Walk.World(realm, List.of());

    @BeforeAll
    static void prepare() {
        realm = Realm.sample(NODE, "walker");
        // a password that is cheap to check: the walk is about what comes behind it
        realm.change(Map.of(
                "accessTokenLifespan", 3_600, "passwordPolicy", "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)"));
        List<App> apps = List.of(realm.publicApp(), client("exchanger"), client("second"));
        apps.forEach(app -> rolesInUserInfo(app.clientId()));
        world = new Walk.World(realm, apps);
    }

    @Test
    void whateverIsWalkedNothingCarriesMoreThanTheRulesGive() {
        for (int walk = 0; walk < STEPS / STEPS_OF_A_WALK; walk++) {
            List<Walk.Step> steps = Walk.random(SEED + walk, STEPS_OF_A_WALK);
            String failure = Walk.walk(world, steps);
            if (!failure.isEmpty()) {
                List<Walk.Step> shortest = Walk.shorten(world, steps);
                assertThat(failure)
                        .as("seed %s, shortest walk %s: %s", SEED + walk, shortest, Walk.walk(world, shortest))
                        .isEmpty();
            }
        }
    }

    private static App client(String id) {
        return realm.client(
                id,
                Map.of(
                        "publicClient",
                        false,
                        "secret",
                        "s",
                        "attributes",
                        Map.of(
                                "standard.token.exchange.enabled", "true",
                                "standard.token.exchange.enableRefreshRequestedTokenType", "SAME_SESSION"),
                        "protocolMappers",
                        List.of(audience("exchanger"), audience("second"))));
    }

    private static Map<String, Object> audience(String client) {
        return Map.of(
                "name",
                "aud-" + client,
                "protocol",
                "openid-connect",
                "protocolMapper",
                "oidc-audience-mapper",
                "config",
                Map.of(
                        "included.client.audience",
                        client,
                        "access.token.claim",
                        "true",
                        "introspection.token.claim",
                        "true"));
    }

    private static void rolesInUserInfo(String clientId) {
        String id = realm.admin()
                .get(realm.path("/clients?clientId=" + clientId))
                .at("/0/id")
                .asText();
        Map<String, Object> mapper = Map.of(
                "name",
                "my roles",
                "protocol",
                "openid-connect",
                "protocolMapper",
                "oidc-usermodel-realm-role-mapper",
                "config",
                Map.of("claim.name", "my_roles", "multivalued", "true", "userinfo.token.claim", "true"));
        Admin.expect(
                201, realm.admin().call("POST", realm.path("/clients/" + id + "/protocol-mappers/models"), mapper));
        if (clientId.equals("public-app")) {
            for (String audience : List.of("exchanger", "second")) {
                Admin.expect(
                        201,
                        realm.admin()
                                .call(
                                        "POST",
                                        realm.path("/clients/" + id + "/protocol-mappers/models"),
                                        audience(audience)));
            }
        }
    }

    /** The roles that count in the sample; those that Keycloak gives to everybody are left out. */
    static java.util.Set<String> roles(Tokens tokens) {
        java.util.Set<String> roles = new java.util.TreeSet<>(tokens.roles());
        roles.retainAll(List.of("Administrator", "Mobile", "Participant"));
        return roles;
    }
}
