package dev.securitypolicies.keycloak.saml;

import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.keycloak.events.DecisionContext;
import dev.securitypolicies.keycloak.events.Door;
import dev.securitypolicies.keycloak.events.EnforcementPoint;
import java.net.URI;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.dom.saml.v2.protocol.ResponseType;
import org.keycloak.dom.saml.v2.protocol.ResponseType.RTChoiceType;
import org.keycloak.dom.saml.v2.protocol.StatusCodeType;
import org.keycloak.dom.saml.v2.protocol.StatusResponseType;
import org.keycloak.dom.saml.v2.protocol.StatusType;
import org.keycloak.events.EventType;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.protocol.saml.preprocessor.SamlAuthenticationPreprocessor;
import org.keycloak.saml.common.constants.JBossSAMLURIConstants;
import org.keycloak.utils.KeycloakSessionUtil;

/**
 * The last word on every SAML response. Keycloak swallows an exception here and keeps the session, so a refusal empties the
 * response, answers `Responder` / `RequestDenied` (SAML core 2.0, 3.2.2.2) and rolls the login back.
 */
public final class SamlDoor implements SamlAuthenticationPreprocessor {

    @Override
    public String getId() {
        return "security-policy";
    }

    @Override
    public SamlAuthenticationPreprocessor create(KeycloakSession session) {
        return this;
    }

    @Override
    public StatusResponseType beforeSendingResponse(
            StatusResponseType response, AuthenticatedClientSessionModel clientSession) {
        KeycloakSession session = KeycloakSessionUtil.getKeycloakSession();
        if (session == null || !(response instanceof ResponseType login)) {
            return response;
        }
        EnforcedDecision decision = new SamlDecisions(session).of(clientSession).enforced();
        new EnforcementPoint(session)
                .enforce(context(clientSession), decision, clientSession.getUserSession())
                .ifPresent(reason -> {
                    session.getTransactionManager().setRollbackOnly();
                    deny(login);
                });
        return response;
    }

    private static void deny(ResponseType response) {
        for (RTChoiceType assertion : List.copyOf(response.getAssertions())) {
            response.removeAssertion(assertion);
        }
        StatusCodeType denied = new StatusCodeType();
        denied.setValue(URI.create(JBossSAMLURIConstants.STATUS_REQUEST_DENIED.get()));
        StatusCodeType responder = new StatusCodeType();
        responder.setValue(URI.create(JBossSAMLURIConstants.STATUS_RESPONDER.get()));
        responder.setStatusCode(denied);
        StatusType status = new StatusType();
        status.setStatusCode(responder);
        response.setStatus(status);
    }

    private static DecisionContext context(AuthenticatedClientSessionModel clientSession) {
        return DecisionContext.of(
                Door.SAML,
                clientSession.getRealm(),
                clientSession.getUserSession().getUser(),
                clientSession.getClient(),
                clientSession.getUserSession().getId(),
                EventType.LOGIN_ERROR);
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
