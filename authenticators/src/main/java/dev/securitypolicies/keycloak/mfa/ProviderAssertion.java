package dev.securitypolicies.keycloak.mfa;

import dev.securitypolicies.decision.LoginKind;
import java.util.Optional;
import java.util.function.Function;
import org.keycloak.cache.AlternativeLookupProvider;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.IdentityProviderType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.representations.JsonWebToken;

/** A provider's signed word for a user, which a client presents instead of the user (JWT grant, RFC 7523). */
public final class ProviderAssertion {

    private final UserModel user;
    private final Function<String, Optional<String>> providerByIssuer;

    /** Assertions about a user, by what the server of this session knows of their issuers. */
    public ProviderAssertion(KeycloakSession session, UserModel user) {
        this(user, issuer -> provider(session, issuer));
    }

    /** Assertions about a user, where the alias of a provider is found by the issuer it is configured with. */
    ProviderAssertion(UserModel user, Function<String, Optional<String>> providerByIssuer) {
        this.user = user;
        this.providerByIssuer = providerByIssuer;
    }

    /**
     * How the user logs in by it: through the provider, unless the account was linked by a local credential (R6) or nobody can
     * tell whose word it is. Keycloak has verified the assertion before.
     */
    public LoginKind kind(Optional<String> assertion) {
        return assertion
                .flatMap(ProviderAssertion::issuer)
                .flatMap(providerByIssuer)
                .filter(alias -> !new ProviderLinks(user).isLocal(alias))
                .map(alias -> LoginKind.BROKERED)
                .orElse(LoginKind.LOCAL);
    }

    private static Optional<String> provider(KeycloakSession session, String issuer) {
        // the same question as Keycloak's own grant asks
        return Optional.ofNullable(session.getProvider(AlternativeLookupProvider.class)
                        .lookupIdentityProviderFromIssuer(
                                session, IdentityProviderType.JWT_AUTHORIZATION_GRANT, issuer))
                .map(IdentityProviderModel::getAlias);
    }

    private static Optional<String> issuer(String assertion) {
        try {
            return Optional.ofNullable(
                    new JWSInput(assertion).readJsonContent(JsonWebToken.class).getIssuer());
        } catch (JWSInputException e) {
            return Optional.empty();
        }
    }
}
