package dev.securitypolicies.keycloak.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.protocol.LoginProtocol;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.provider.Provider;

/**
 * The ways to tokens and logins that the pack knows, beside those that the server really has. A grant type or a protocol that
 * another extension or a newer Keycloak brings is judged in the strictest way that fits, and deserves a look.
 */
public final class KnownWays {

    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.policy");

    private static final Set<String> GRANT_TYPES = Set.of(
            "authorization_code",
            "refresh_token",
            "password",
            "client_credentials",
            "urn:ietf:params:oauth:grant-type:device_code",
            "urn:openid:params:grant-type:ciba",
            "urn:ietf:params:oauth:grant-type:uma-ticket",
            "urn:ietf:params:oauth:grant-type:token-exchange",
            "urn:ietf:params:oauth:grant-type:jwt-bearer",
            "urn:ietf:params:oauth:grant-type:pre-authorized_code");

    private static final Set<String> PROTOCOLS = Set.of("openid-connect", "saml", "docker-v2", "oid4vc");

    private KnownWays() {}

    /** Reports each way that the pack does not know. */
    static void check(KeycloakSessionFactory sessions) {
        unknown(sessions).forEach(way -> LOG.warnf("%s is not known to the pack; see docs/coverage.md", way));
    }

    /** The ways that the pack does not know, as findings name them. */
    public static List<String> unknown(KeycloakSessionFactory sessions) {
        List<String> unknown = new ArrayList<>();
        ids(sessions, OAuth2GrantType.class).stream()
                .filter(id -> !GRANT_TYPES.contains(id))
                .forEach(id -> unknown.add("the grant type `" + id + "`"));
        ids(sessions, LoginProtocol.class).stream()
                .filter(id -> !PROTOCOLS.contains(id))
                .forEach(id -> unknown.add("the login protocol `" + id + "`"));
        return unknown;
    }

    private static List<String> ids(KeycloakSessionFactory sessions, Class<? extends Provider> spi) {
        return sessions.getProviderFactoriesStream(spi)
                .map(factory -> factory.getId())
                .sorted()
                .toList();
    }
}
