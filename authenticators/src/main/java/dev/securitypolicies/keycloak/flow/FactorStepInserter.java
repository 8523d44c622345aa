package dev.securitypolicies.keycloak.flow;

import dev.securitypolicies.keycloak.compat.StockSteps;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.RealmModel;

/** Adds to a flow, a copy of the pack's own, the steps that ask for a factor. */
final class FactorStepInserter {

    private static final Set<String> PASSWORD_STEPS = Set.of(StockSteps.PASSWORD_PAGE, StockSteps.PASSWORD);
    private static final Set<String> HARMLESS = Set.of(
            StockSteps.IF_FACTOR_CONFIGURED,
            StockSteps.IF_CREDENTIAL_SHOWN,
            StockSteps.RECOVERY_CODE,
            PackSteps.IF_FACTOR_REQUIRED);

    private final RealmModel realm;
    private final AuthenticationFlowModel flow;

    FactorStepInserter(RealmModel realm, AuthenticationFlowModel flow) {
        this.realm = realm;
        this.flow = flow;
    }

    /**
     * Adds the steps to a subflow that asks for a factor if the user has one, or behind a password that everybody must give. Any
     * other shape says something that an admin meant, and is left alone. Tells whether there was a place.
     */
    boolean add(List<String> steps) {
        Optional<String> subflow =
                subflow().or(() -> parentOfNew().map(parent -> new FlowWriter(realm).appendSubflow(flow, parent)));
        subflow.filter(found -> !steps.isEmpty()).ifPresent(found -> {
            relax(found);
            steps.forEach(step -> enable(found, step));
        });
        return subflow.isPresent();
    }

    /** Lets the subflow that asks for a factor spare whoever is exempt, or ask everywhere (R16). */
    void exempt(boolean exempts) {
        subflow()
                .filter(found -> !exempts || canExempt())
                .map(found -> new ExemptionStep(realm, found))
                .ifPresent(step -> {
                    if (exempts) {
                        step.add();
                    } else {
                        step.remove();
                    }
                });
    }

    /** Whether nothing else hangs on the subflow that asks for a factor. */
    boolean canExempt() {
        return subflow()
                .filter(found -> new SkippableSubflow(realm, flow, found).isSafe())
                .isPresent();
    }

    /** Whether the flow has one of the shapes that can be extended. */
    boolean hasPlace() {
        return subflow().isPresent() || parentOfNew().isPresent();
    }

    private Optional<String> subflow() {
        return links(flow.getId())
                .filter(link -> link.getRequirement() == Requirement.CONDITIONAL)
                .map(AuthenticationExecutionModel::getFlowId)
                .filter(this::asksForFactor)
                .findFirst();
    }

    /** The stock shape: the condition that the user has a factor, and steps that ask for one. */
    private boolean asksForFactor(String subflow) {
        return executions(subflow).anyMatch(FactorSteps::isStep)
                && requiredFactors(subflow) <= 1
                && executions(subflow)
                        .anyMatch(execution -> StockSteps.IF_FACTOR_CONFIGURED.equals(execution.getAuthenticator()))
                && executions(subflow)
                        .filter(execution -> execution.getRequirement() != Requirement.DISABLED)
                        .allMatch(execution -> FactorSteps.isStep(execution) || isAny(execution, HARMLESS));
    }

    /** Two required factors are both meant: made alternatives, one of them would be enough. */
    private long requiredFactors(String subflow) {
        return executions(subflow)
                .filter(FactorSteps::isStep)
                .filter(execution -> execution.getRequirement() == Requirement.REQUIRED)
                .count();
    }

    /** Where nothing asks for a factor yet, not even under a condition, and the password is required beside nothing optional. */
    private Optional<String> parentOfNew() {
        boolean asksAlready = links(flow.getId())
                .map(AuthenticationExecutionModel::getFlowId)
                .flatMap(this::executions)
                .anyMatch(execution -> execution.getRequirement() != Requirement.DISABLED
                        && (FactorSteps.isStep(execution)
                                || StockSteps.CONDITIONAL_TOTP.equals(execution.getAuthenticator())));
        return asksAlready
                ? Optional.empty()
                : links(flow.getId())
                        .map(AuthenticationExecutionModel::getFlowId)
                        .filter(this::demandsPassword)
                        .findFirst();
    }

    private boolean demandsPassword(String parent) {
        return executions(parent)
                        .anyMatch(execution ->
                                isAny(execution, PASSWORD_STEPS) && execution.getRequirement() == Requirement.REQUIRED)
                && executions(parent).noneMatch(execution -> execution.getRequirement() == Requirement.ALTERNATIVE);
    }

    private static boolean isAny(AuthenticationExecutionModel execution, Set<String> authenticators) {
        return execution.getAuthenticator() != null && authenticators.contains(execution.getAuthenticator());
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
            AuthenticationExecutionModel execution = new FlowWriter(realm).next(subflow, Requirement.ALTERNATIVE);
            execution.setAuthenticator(step);
            realm.addAuthenticatorExecution(execution);
        }
    }

    private void makeAlternative(AuthenticationExecutionModel execution) {
        execution.setRequirement(Requirement.ALTERNATIVE);
        realm.updateAuthenticatorExecution(execution);
    }

    /** The executions that stand for a subflow, at any depth. */
    private Stream<AuthenticationExecutionModel> links(String parent) {
        return executions(parent)
                .filter(AuthenticationExecutionModel::isAuthenticatorFlow)
                .flatMap(execution -> Stream.concat(Stream.of(execution), links(execution.getFlowId())));
    }

    private Stream<AuthenticationExecutionModel> executions(String parent) {
        return realm.getAuthenticationExecutionsStream(parent);
    }
}
