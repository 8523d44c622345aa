package dev.securitypolicies.keycloak.engine;

import dev.securitypolicies.keycloak.compat.GuardedMethod;
import dev.securitypolicies.keycloak.compat.HeldName;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.protocol.LoginProtocol;
import org.keycloak.protocol.oidc.TokenExchangeProvider;
import org.keycloak.protocol.oidc.TokenIntrospectionProvider;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.refresh.RefreshTokenProvider;
import org.keycloak.provider.Provider;
import org.keycloak.services.clientregistration.ClientRegistrationProvider;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;

/**
 * The doors by name: what the server really has of each kind is compared at start-up with what the pack was made for, so that a
 * new version of Keycloak or another extension opens none in silence. What stands here has a row in `docs/coverage.md`, or needs none.
 */
public final class KnownWays {

    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.policy");

    private static final List<Kind> KINDS = List.of(
            new Kind(
                    "grant type",
                    OAuth2GrantType.class,
                    Set.of(
                            "authorization_code",
                            "refresh_token",
                            "password",
                            "client_credentials",
                            "urn:ietf:params:oauth:grant-type:device_code",
                            "urn:openid:params:grant-type:ciba",
                            "urn:ietf:params:oauth:grant-type:uma-ticket",
                            "urn:ietf:params:oauth:grant-type:token-exchange",
                            "urn:ietf:params:oauth:grant-type:jwt-bearer",
                            "urn:ietf:params:oauth:grant-type:pre-authorized_code")),
            new Kind("login protocol", LoginProtocol.class, Set.of("openid-connect", "saml", "docker-v2", "oid4vc")),
            new Kind(
                    "required action",
                    RequiredActionProvider.class,
                    Set.of(
                            "security-policy-gate",
                            "security-policy-enrol",
                            "CONFIGURE_RECOVERY_AUTHN_CODES",
                            "CONFIGURE_TOTP",
                            "TERMS_AND_CONDITIONS",
                            "UPDATE_EMAIL",
                            "UPDATE_PASSWORD",
                            "UPDATE_PROFILE",
                            "VERIFY_EMAIL",
                            "VERIFY_PROFILE",
                            "delete_account",
                            "delete_credential",
                            "idp_link",
                            "update_user_locale",
                            "verifiable_credential_offer",
                            "webauthn-register",
                            "webauthn-register-passwordless")),
            new Kind("way to refresh", RefreshTokenProvider.class, Set.of("default", "oid4vci")),
            new Kind("way to exchange", TokenExchangeProvider.class, Set.of("standard", "default")),
            new Kind(
                    "way to introspect",
                    TokenIntrospectionProvider.class,
                    Set.of("access_token", "refresh_token", "requesting_party_token")),
            new Kind(
                    "way to register clients",
                    ClientRegistrationProvider.class,
                    Set.of("default", "install", "openid-connect", "saml2-entity-descriptor")),
            new Kind("resource of a realm", RealmResourceProvider.class, Set.of("device", "scim")),
            new Kind(
                    "resource of the admin API",
                    AdminRealmResourceProvider.class,
                    Set.of(
                            "security-policy",
                            "clear-crl-cache",
                            "clear-keys-cache",
                            "clear-realm-cache",
                            "clear-user-cache",
                            "ldap-server-capabilities",
                            "testLDAPConnection",
                            "ui-ext",
                            "user-storage")));

    private static final List<String> MISSING =
            Stream.concat(GuardedMethod.unknown(), HeldName.unknown()).toList();

    private final KeycloakSessionFactory sessions;

    /** Of a server. */
    public KnownWays(KeycloakSessionFactory sessions) {
        this.sessions = sessions;
    }

    /**
     * One kind of door.
     *
     * @param label what findings call it
     * @param spi how the server knows its providers
     * @param known the ids of those that the pack knows
     */
    record Kind(String label, Class<? extends Provider> spi, Set<String> known) {

        /** Those that the pack does not know, as findings name them. */
        Stream<String> unknown(Stream<String> ids) {
            return ids.sorted().filter(id -> !known.contains(id)).map(id -> "the " + label + " `" + id + "`");
        }
    }

    /** Reports each way that the pack does not know. */
    void report() {
        unknown().forEach(way -> LOG.warnf("%s is not known to the pack; see docs/coverage.md", way));
        missing().forEach(way -> LOG.errorf("%s cannot be found in this version of Keycloak; see docs/hooks.md", way));
    }

    /** What the pack holds on to by name and this Keycloak does not have. Requests that such methods should answer are refused. */
    public static List<String> missing() {
        return MISSING;
    }

    /** The ways that the pack does not know, as findings name them. */
    public List<String> unknown() {
        return KINDS.stream()
                .flatMap(kind -> kind.unknown(
                        sessions.getProviderFactoriesStream(kind.spi()).map(factory -> factory.getId())))
                .toList();
    }
}
