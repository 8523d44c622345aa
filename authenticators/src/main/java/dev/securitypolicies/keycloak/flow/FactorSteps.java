package dev.securitypolicies.keycloak.flow;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.browser.OTPFormAuthenticatorFactory;
import org.keycloak.authentication.authenticators.browser.WebAuthnAuthenticatorFactory;
import org.keycloak.authentication.authenticators.browser.WebAuthnPasswordlessAuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Which kinds of factors a flow can ask for, by Keycloak's own authenticators. */
public final class FactorSteps {

    static final List<String> ALL = List.of(
            OTPFormAuthenticatorFactory.PROVIDER_ID,
            WebAuthnAuthenticatorFactory.PROVIDER_ID,
            WebAuthnPasswordlessAuthenticatorFactory.PROVIDER_ID);

    private FactorSteps() {}

    /** The authenticators, of those that this server has, that are missing from a flow or switched off in it. */
    public static List<String> missing(KeycloakSession session, RealmModel realm, AuthenticationFlowModel flow) {
        Set<String> present = authenticators(realm, flow.getId()).collect(Collectors.toSet());
        return ALL.stream()
                .filter(step ->
                        session.getKeycloakSessionFactory().getProviderFactory(Authenticator.class, step) != null)
                .filter(step -> !present.contains(step))
                .toList();
    }

    private static Stream<String> authenticators(RealmModel realm, String flowId) {
        return realm.getAuthenticationExecutionsStream(flowId)
                .filter(execution -> execution.getRequirement() != Requirement.DISABLED)
                .flatMap(execution -> execution.isAuthenticatorFlow()
                        ? authenticators(realm, execution.getFlowId())
                        : Stream.of(execution.getAuthenticator()));
    }

    static boolean isStep(AuthenticationExecutionModel execution) {
        return execution.getAuthenticator() != null && ALL.contains(execution.getAuthenticator());
    }
}
