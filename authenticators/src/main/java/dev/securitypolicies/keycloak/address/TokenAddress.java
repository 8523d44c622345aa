package dev.securitypolicies.keycloak.address;

import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.ip.ClientAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.UserSessionModel;

/**
 * The policy address of a request for tokens. A public client runs where its user is, so the request's address counts. A
 * confidential client runs in a data centre, so its user's last browser step counts, except for an offline token: nobody is
 * there, and one login from inside must not last for ever.
 */
public final class TokenAddress {

    /** The client attribute that overrides the choice between `session` and `request`. */
    public static final String SOURCE_ATTRIBUTE = "securityPolicy.addressSource";

    private static final Set<String> OWN_ADDRESS_GRANTS =
            Set.of(OAuth2Constants.CLIENT_CREDENTIALS, OAuth2Constants.PASSWORD);

    private TokenAddress() {}

    /**
     * The address to decide for.
     *
     * @param own the address of the request
     * @param grantType the grant type of the token request; empty for a response to a browser
     */
    public static PolicyAddress of(
            ClientAddress own, ClientModel client, UserSessionModel userSession, Optional<String> grantType) {
        if (grantType.isEmpty() || OWN_ADDRESS_GRANTS.contains(grantType.get())) {
            return PolicyAddress.of(own);
        }
        Optional<ClientAddress> browser = SessionAddress.browser(userSession);
        if (grantType.get().equals(OAuth2Constants.DEVICE_CODE_GRANT_TYPE)) {
            return browser.map(approval -> new PolicyAddress(List.of(approval, own)))
                    .orElseGet(() -> PolicyAddress.of(own));
        }
        return PolicyAddress.of(usesSession(client, userSession) ? browser.orElse(own) : own);
    }

    private static boolean usesSession(ClientModel client, UserSessionModel userSession) {
        boolean offline = isOffline(userSession);
        if (client.isPublicClient() && !offline) {
            return false;
        }
        String source =
                Optional.ofNullable(client.getAttribute(SOURCE_ATTRIBUTE)).orElse("");
        return switch (source) {
            case "session" -> true;
            case "request" -> false;
            default -> !client.isPublicClient() && !offline;
        };
    }

    /** A transient copy of an offline session, which token exchange makes, is as offline as the original. */
    private static boolean isOffline(UserSessionModel session) {
        return session.isOffline()
                || Constants.CREATED_FROM_PERSISTENT_OFFLINE.equals(session.getNote(Constants.CREATED_FROM_PERSISTENT));
    }
}
