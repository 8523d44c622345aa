package dev.securitypolicies.keycloak.flow;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.RealmModel;

/** The pack's condition in a subflow that asks for a factor: with it, nobody is asked where they are exempt (R16). */
final class ExemptionStep {

    private static final String CONFIG = "security policies: nobody is asked where they are exempt";

    private final RealmModel realm;
    private final String subflow;

    ExemptionStep(RealmModel realm, String subflow) {
        this.realm = realm;
        this.subflow = subflow;
    }

    /** As the first condition, since it is cheaper than to look for credentials. */
    void add() {
        if (present().isPresent()) {
            return;
        }
        AuthenticatorConfigModel config = new AuthenticatorConfigModel();
        config.setAlias(CONFIG);
        config.setConfig(Map.of(PackSteps.ASK_OTHERS, "true"));
        AuthenticationExecutionModel condition = new AuthenticationExecutionModel();
        condition.setParentFlow(subflow);
        condition.setRequirement(Requirement.REQUIRED);
        condition.setAuthenticator(PackSteps.IF_FACTOR_REQUIRED);
        condition.setAuthenticatorConfig(realm.addAuthenticatorConfig(config).getId());
        condition.setPriority(executions()
                        .mapToInt(AuthenticationExecutionModel::getPriority)
                        .min()
                        .orElse(0)
                - 1);
        realm.addAuthenticatorExecution(condition);
    }

    void remove() {
        present().ifPresent(new FlowWriter(realm)::remove);
    }

    private Optional<AuthenticationExecutionModel> present() {
        return executions()
                .filter(execution -> PackSteps.IF_FACTOR_REQUIRED.equals(execution.getAuthenticator()))
                .toList() // before anything is removed from what is read
                .stream()
                .findFirst();
    }

    private Stream<AuthenticationExecutionModel> executions() {
        return realm.getAuthenticationExecutionsStream(subflow);
    }
}
