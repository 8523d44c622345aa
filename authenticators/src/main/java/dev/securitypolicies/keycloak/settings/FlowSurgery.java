package dev.securitypolicies.keycloak.settings;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.authentication.authenticators.browser.PasswordFormFactory;
import org.keycloak.authentication.authenticators.browser.UsernamePasswordFormFactory;
import org.keycloak.authentication.authenticators.conditional.ConditionalUserConfiguredAuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.RealmModel;

/** Adds to a flow, a copy of the pack's own, the steps that ask for a factor. */
final class FlowSurgery {

    private static final Set<String> PASSWORD_STEPS =
            Set.of(UsernamePasswordFormFactory.PROVIDER_ID, PasswordFormFactory.PROVIDER_ID);
    private static final String BASIC_FLOW = "basic-flow";
    private static final int STEP = 10;

    private final RealmModel realm;
    private final AuthenticationFlowModel flow;

    FlowSurgery(RealmModel realm, AuthenticationFlowModel flow) {
        this.realm = realm;
        this.flow = flow;
    }

    /** Adds the steps where the flow asks for a factor already, else behind its password; tells whether there was a place. */
    boolean add(List<String> steps) {
        Optional<String> place = subflows(flow.getId())
                .filter(subflow -> executions(subflow).anyMatch(FactorSteps::isStep))
                .findFirst()
                .or(this::newSubflow);
        place.ifPresent(subflow -> {
            relax(subflow);
            steps.forEach(step -> enable(subflow, step));
        });
        return place.isPresent();
    }

    /** A subflow of its own is needed, so that "required" steps elsewhere in the flow stay what they are. */
    private Optional<String> newSubflow() {
        return Stream.concat(subflows(flow.getId()), Stream.of(flow.getId()))
                .filter(candidate -> executions(candidate)
                        .anyMatch(execution -> execution.getAuthenticator() != null
                                && PASSWORD_STEPS.contains(execution.getAuthenticator())))
                .findFirst()
                .map(this::appendSubflow);
    }

    private String appendSubflow(String parent) {
        AuthenticationFlowModel subflow = new AuthenticationFlowModel();
        subflow.setAlias(flow.getAlias() + " second factor");
        subflow.setDescription("Asks for the factor that the user has");
        subflow.setProviderId(BASIC_FLOW);
        subflow.setTopLevel(false);
        subflow.setBuiltIn(false);
        String id = realm.addAuthenticationFlow(subflow).getId();
        AuthenticationExecutionModel link = execution(parent, Requirement.CONDITIONAL);
        link.setAuthenticatorFlow(true);
        link.setFlowId(id);
        realm.addAuthenticatorExecution(link);
        AuthenticationExecutionModel condition = execution(id, Requirement.REQUIRED);
        condition.setAuthenticator(ConditionalUserConfiguredAuthenticatorFactory.PROVIDER_ID);
        realm.addAuthenticatorExecution(condition);
        return id;
    }

    /** Nobody shall be asked for a kind of factor that they do not have. */
    private void relax(String subflow) {
        executions(subflow)
                .filter(FactorSteps::isStep)
                .filter(execution -> execution.getRequirement() == Requirement.REQUIRED)
                .toList()
                .forEach(this::makeAlternative);
    }

    private void enable(String subflow, String step) {
        Optional<AuthenticationExecutionModel> present = executions(subflow)
                .filter(execution -> step.equals(execution.getAuthenticator()))
                .findFirst();
        if (present.isPresent()) {
            makeAlternative(present.get());
        } else {
            AuthenticationExecutionModel execution = execution(subflow, Requirement.ALTERNATIVE);
            execution.setAuthenticator(step);
            realm.addAuthenticatorExecution(execution);
        }
    }

    private void makeAlternative(AuthenticationExecutionModel execution) {
        execution.setRequirement(Requirement.ALTERNATIVE);
        realm.updateAuthenticatorExecution(execution);
    }

    private AuthenticationExecutionModel execution(String parent, Requirement requirement) {
        AuthenticationExecutionModel execution = new AuthenticationExecutionModel();
        execution.setParentFlow(parent);
        execution.setRequirement(requirement);
        execution.setPriority(executions(parent)
                        .mapToInt(AuthenticationExecutionModel::getPriority)
                        .max()
                        .orElse(0)
                + STEP);
        return execution;
    }

    private Stream<String> subflows(String parent) {
        return executions(parent)
                .filter(AuthenticationExecutionModel::isAuthenticatorFlow)
                .flatMap(execution -> Stream.concat(Stream.of(execution.getFlowId()), subflows(execution.getFlowId())));
    }

    private Stream<AuthenticationExecutionModel> executions(String parent) {
        return realm.getAuthenticationExecutionsStream(parent);
    }
}
