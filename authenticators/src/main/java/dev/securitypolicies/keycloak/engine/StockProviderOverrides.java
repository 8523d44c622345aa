package dev.securitypolicies.keycloak.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.keycloak.authorization.AuthorizationProvider;
import org.keycloak.authorization.policy.provider.PolicyProvider;
import org.keycloak.common.Profile;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.protocol.ProtocolMapper;
import org.keycloak.protocol.oidc.TokenIntrospectionProvider;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.refresh.RefreshTokenProvider;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;

/**
 * Checks at start-up that the pack's factories are the ones in force under the stock ids they replace. Another extension
 * that replaces the same one would silently switch a door off.
 */
public final class StockProviderOverrides {

    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.policy");
    private static final String PACK = "dev.securitypolicies.";

    private static final Map<Class<? extends Provider>, List<String>> REPLACED = Map.of(
            RefreshTokenProvider.class,
            List.of("default"),
            AuthorizationProvider.class,
            List.of("authorization"),
            PolicyProvider.class,
            List.of("role"),
            OAuth2GrantType.class,
            List.of("password"),
            TokenIntrospectionProvider.class,
            List.of("access_token", "refresh_token", "requesting_party_token"),
            ProtocolMapper.class,
            List.of(
                    "oidc-usermodel-realm-role-mapper",
                    "oidc-usermodel-client-role-mapper",
                    "oidc-audience-resolve-mapper",
                    "oidc-role-name-mapper",
                    "oidc-hardcoded-role-mapper",
                    "oidc-organization-membership-mapper",
                    "saml-organization-membership-mapper",
                    "oidc-organization-group-membership-mapper",
                    "saml-role-list-mapper",
                    "saml-audience-resolve-mapper",
                    "saml-organization-group-membership-mapper",
                    "oid4vc-target-role-mapper"));

    /** These exist only where a feature of the server is switched on. */
    private static final Map<String, Profile.Feature> OPTIONAL =
            Map.of("oid4vc-target-role-mapper", Profile.Feature.OID4VC_VCI);

    private final KeycloakSessionFactory sessions;

    /** Of a server. */
    public StockProviderOverrides(KeycloakSessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Reports each id under which somebody else's factory is in force. */
    void report() {
        missing()
                .forEach(id -> LOG.errorf(
                        "the provider `%s` of another extension is in force: withheld roles may show up in tokens;"
                                + " remove that extension",
                        id));
    }

    /** The ids under which somebody else's factory is in force. */
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        REPLACED.forEach((spi, ids) -> ids.stream()
                .filter(StockProviderOverrides::isThere)
                .filter(id -> !isOurs(sessions.getProviderFactory(spi, id)))
                .forEach(missing::add));
        return missing;
    }

    private static boolean isThere(String id) {
        return !OPTIONAL.containsKey(id) || Profile.isFeatureEnabled(OPTIONAL.get(id));
    }

    private static boolean isOurs(ProviderFactory<?> factory) {
        return factory != null && factory.getClass().getName().startsWith(PACK);
    }
}
