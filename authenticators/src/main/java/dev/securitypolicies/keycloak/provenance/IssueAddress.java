package dev.securitypolicies.keycloak.provenance;

import dev.securitypolicies.decision.AddressSource;
import dev.securitypolicies.decision.AddressSource.Answers;
import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.decision.Provenance;
import dev.securitypolicies.ip.ClientAddress;
import dev.securitypolicies.keycloak.address.DeviceApproval;
import dev.securitypolicies.keycloak.address.TokenRequest;
import dev.securitypolicies.keycloak.compat.RequestScope;
import dev.securitypolicies.keycloak.mfa.SessionEvidence;
import java.util.Optional;
import java.util.Set;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;

/**
 * The address that the tokens of the current response are issued for, and the ceiling that a presented token puts above them.
 *
 * @param address all addresses that count: the request's, and those of the tokens it starts from
 * @param request the request's own part of it
 * @param ceiling where the token comes from that these are made from; empty where they are made from none
 */
public record IssueAddress(PolicyAddress address, PolicyAddress request, Optional<Provenance> ceiling) {

    /** The client attribute that overrides the choice between `session` and `request`. */
    public static final String SOURCE_ATTRIBUTE = "securityPolicy.addressSource";

    /** What the refresh token of the current request was made from, if it was made from a token. */
    private static final RequestScope<Provenance> REFRESHED = new RequestScope<>("refreshed", Provenance.class);

    private static final Set<String> FROM_TOKEN =
            Set.of(OAuth2Constants.TOKEN_EXCHANGE_GRANT_TYPE, OAuth2Constants.UMA_GRANT_TYPE);
    private static final Set<String> BY_REQUEST = Set.of(
            OAuth2Constants.CLIENT_CREDENTIALS,
            OAuth2Constants.PASSWORD,
            OAuth2Constants.CIBA_GRANT_TYPE,
            OAuth2Constants.JWT_AUTHORIZATION_GRANT);
    private static final Set<String> BY_CLIENT = Set.of(
            OAuth2Constants.AUTHORIZATION_CODE,
            OAuth2Constants.REFRESH_TOKEN,
            OAuth2Constants.TOKEN_EXCHANGE_GRANT_TYPE,
            OAuth2Constants.UMA_GRANT_TYPE);

    /** For a response to a browser or to a client. */
    public static IssueAddress of(
            KeycloakSession session,
            AuthenticatedClientSessionModel clientSession,
            Optional<String> grantType,
            ClientAddress own) {
        UserSessionModel userSession = clientSession.getUserSession();
        boolean fromToken = grantType.filter(FROM_TOKEN::contains).isPresent();
        Optional<PresentedToken> presented =
                fromToken ? PresentedToken.toGrant(session, grantType.orElseThrow()) : Optional.empty();
        ClientModel asking = fromToken && session.getContext().getClient() != null
                ? session.getContext().getClient()
                : clientSession.getClient();
        AddressSource source = new AddressSource(
                own, SessionEvidence.of(session, userSession).browser(), approval(session, userSession, grantType));
        boolean foreign = fromToken && presented.isEmpty(); // an external token, or none: a login by the request itself
        boolean byBearer = fromToken && !PresentedToken.isClientAuthenticated(session);
        Answers answers = foreign || byBearer ? Answers.THE_REQUEST : answers(grantType);
        PolicyAddress request = source.of(answers, client(asking, userSession));
        Optional<Provenance> ceiling =
                presented.map(token -> ceiling(token, userSession)).or(() -> REFRESHED.recall(session));
        return new IssueAddress(ceiling.map(before -> before.with(request)).orElse(request), request, ceiling);
    }

    /** Remembers what a refresh token was made from, for the tokens that it is refreshed into. */
    public static void refreshing(KeycloakSession session, Provenance ceiling) {
        REFRESHED.remember(session, ceiling);
    }

    /** A token of somebody else, as in an impersonation, says from where; whose roles it shows says nothing. */
    private static Provenance ceiling(PresentedToken token, UserSessionModel userSession) {
        Provenance provenance = token.provenance(userSession.getRealm());
        boolean own = token.subject().map(userSession.getUser().getId()::equals).orElse(true);
        return own
                ? provenance
                : provenance
                        .addresses()
                        .map(addresses -> Provenance.known(addresses, Optional.empty()))
                        .orElseGet(() -> Provenance.unknown(Set.of()));
    }

    private static Answers answers(Optional<String> grantType) {
        if (grantType.isEmpty() || BY_REQUEST.contains(grantType.get())) {
            return Answers.THE_REQUEST;
        }
        if (grantType.get().equals(OAuth2Constants.DEVICE_CODE_GRANT_TYPE)) {
            return Answers.A_DEVICE;
        }
        return BY_CLIENT.contains(grantType.get()) ? Answers.A_CLIENT : Answers.AN_UNKNOWN_GRANT;
    }

    private static Optional<ClientAddress> approval(
            KeycloakSession session, UserSessionModel userSession, Optional<String> grantType) {
        return grantType
                .filter(OAuth2Constants.DEVICE_CODE_GRANT_TYPE::equals)
                .flatMap(device -> new TokenRequest(session).parameter(OAuth2Constants.DEVICE_CODE))
                .flatMap(code -> new DeviceApproval(session, userSession.getRealm(), code).recall(userSession));
    }

    private static AddressSource.Client client(ClientModel client, UserSessionModel userSession) {
        return new AddressSource.Client(client.isPublicClient(), choice(client), isOffline(userSession));
    }

    /**
     * Whether the address that counts is where the user is. For a confidential client without a browser step, or with an offline session, it is
     * that of the client's own server unless an admin has said otherwise.
     */
    public static boolean isOfUser(ClientModel client, UserSessionModel userSession, SessionEvidence evidence) {
        boolean seen = !isOffline(userSession) && evidence.browser().isPresent();
        return client.isPublicClient() || choice(client) == AddressSource.Choice.REQUEST || seen;
    }

    /** What an admin has chosen for the client. */
    public static AddressSource.Choice choice(ClientModel client) {
        String chosen =
                Optional.ofNullable(client.getAttribute(SOURCE_ATTRIBUTE)).orElse("");
        return switch (chosen.strip()) {
            case "session" -> AddressSource.Choice.SESSION;
            case "request" -> AddressSource.Choice.REQUEST;
            default -> AddressSource.Choice.NONE;
        };
    }

    /** A transient copy of an offline session, which token exchange makes, is as offline as the original. */
    private static boolean isOffline(UserSessionModel session) {
        return session.isOffline()
                || Constants.CREATED_FROM_PERSISTENT_OFFLINE.equals(session.getNote(Constants.CREATED_FROM_PERSISTENT));
    }
}
