package dev.securitypolicies.keycloak.provenance;

import dev.securitypolicies.decision.AddressSource;
import dev.securitypolicies.decision.AddressSource.Answers;
import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.keycloak.mfa.SessionEvidence;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;

/**
 * The address of a request that presents a token, before anything is issued: as for the client that asks, if that has shown who it
 * is, and else the request's own.
 */
public final class AskingAddress {

    private final KeycloakSession session;
    private final RealmModel realm;

    /** Of the current request, in a realm. */
    public AskingAddress(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** The request's own part of the address. */
    public PolicyAddress of(AccessToken token) {
        Optional<UserSessionModel> userSession =
                new TokenUsers(session, realm).session(Optional.ofNullable(token.getSessionId()));
        AddressSource source = new AddressSource(
                SecurityPolicyProvider.of(session).clientAddress(),
                userSession.flatMap(found -> SessionEvidence.of(session, found).browser()),
                Optional.empty());
        ClientModel asking = session.getContext().getClient();
        return asking == null || !PresentedToken.isClientAuthenticated(session)
                ? source.of(Answers.THE_REQUEST, new AddressSource.Client(true, AddressSource.Choice.NONE, false))
                : source.of(
                        Answers.A_CLIENT,
                        new AddressSource.Client(
                                asking.isPublicClient(),
                                IssueAddress.choice(asking),
                                userSession.filter(UserSessionModel::isOffline).isPresent()));
    }
}
