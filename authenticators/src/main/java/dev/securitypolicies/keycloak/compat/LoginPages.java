package dev.securitypolicies.keycloak.compat;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.events.EventBuilder;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.saml.SamlProtocol;
import org.keycloak.services.ErrorPage;
import org.keycloak.services.ErrorPageException;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.messages.Messages;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The pages that Keycloak shows in a login, and the redirects between them. */
public final class LoginPages {

    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.policy");

    private final KeycloakSession session;

    /** In the theme and the language of the current request. */
    public LoginPages(KeycloakSession session) {
        this.session = session;
    }

    /** A page that shows a message of the realm's login theme, with values in it. */
    public Response error(
            @Nullable AuthenticationSessionModel login, Response.Status status, String message, Object... values) {
        Optional.ofNullable(login).ifPresent(this::offerAnotherOrganization);
        return ErrorPage.error(session, login, status, message, values);
    }

    /** The page of a login in which an organization was chosen offers to choose another one, and needs to know where. */
    private void offerAnotherOrganization(AuthenticationSessionModel login) {
        session.getProvider(LoginFormsProvider.class).setActionUri(loginPage(login));
    }

    /** The same, where only an exception ends the request. */
    public RuntimeException exception(Response.Status status, String message, Object... values) {
        return new ErrorPageException(session, status, message, values);
    }

    /** The answer to a request that should be guarded, and is not: see {@link GuardedMethod}. */
    public static Response unguarded() {
        LOG.error(
                "a request was refused because its guard is not in force: this version of Keycloak is not known to the pack");
        return Response.status(Response.Status.FORBIDDEN).build();
    }

    /** What Keycloak answers to a form that its login does not wait for. */
    public Response invalidCode(AuthenticationSessionModel login) {
        return ErrorPage.error(session, login, Response.Status.BAD_REQUEST, Messages.INVALID_CODE);
    }

    /** The page that says that the user is logged out. */
    public Response loggedOut(AuthenticationSessionModel login) {
        return session.getProvider(LoginFormsProvider.class)
                .setAuthenticationSession(login)
                .setSuccess(Messages.SUCCESS_LOGOUT)
                .setDetachedAuthSession()
                .createInfoPage();
    }

    /** Leads a login back to its required actions. */
    public Response requiredAction(AuthenticationSessionModel login, String action) {
        return AuthenticationManager.redirectToRequiredActions(
                session, login.getRealm(), login, session.getContext().getUri(), action);
    }

    /** The page at the end of a login without a session: all is done. */
    public Response finished(AuthenticationSessionModel login) {
        EventBuilder event =
                new EventBuilder(login.getRealm(), session, session.getContext().getConnection());
        return AuthenticationManager.finishedRequiredActions(
                session,
                login,
                null,
                session.getContext().getConnection(),
                session.getContext().getHttpRequest(),
                session.getContext().getUri(),
                event);
    }

    /** Forgets what a login has shown so far, so that it begins with its first page again. */
    public static void startOver(AuthenticationSessionModel login) {
        AuthenticationProcessor.resetFlow(login, LoginActionsService.AUTHENTICATE_PATH);
    }

    /** Demands credentials from a login that has started over, even of somebody with a session; gives the redirect there. */
    public Response demandCredentials(AuthenticationSessionModel login) {
        login.setClientNote(OIDCLoginProtocol.PROMPT_PARAM, OIDCLoginProtocol.PROMPT_VALUE_LOGIN);
        login.setAuthNote(SamlProtocol.SAML_LOGIN_REQUEST_FORCEAUTHN, SamlProtocol.SAML_FORCEAUTHN_REQUIREMENT);
        return Response.seeOther(loginPage(login)).build();
    }

    private URI loginPage(AuthenticationSessionModel login) {
        return LoginActionsService.authenticationFormProcessor(
                        session.getContext().getUri())
                .queryParam(Constants.CLIENT_ID, login.getClient().getClientId())
                .queryParam(Constants.TAB_ID, login.getTabId())
                .queryParam(Constants.CLIENT_DATA, AuthenticationProcessor.getClientData(session, login))
                .build(login.getRealm().getName());
    }
}
