package dev.securitypolicies.keycloak.flow;

import dev.securitypolicies.keycloak.compat.StockSteps;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.RealmModel;

/** A subflow of a flow that is to be skipped for some, as long as nothing else hangs on its having run. */
final class SkippableSubflow {

    private final RealmModel realm;
    private final AuthenticationFlowModel flow;
    private final String subflow;

    SkippableSubflow(RealmModel realm, AuthenticationFlowModel flow, String subflow) {
        this.realm = realm;
        this.flow = flow;
        this.subflow = subflow;
    }

    /**
     * It stands under no other condition, such as a level of authentication, which would be reached without it; nothing asks whether it has run;
     * and something else is required beside it, since a flow of nothing but skipped subflows fails.
     */
    boolean isSafe() {
        Optional<String> parent = links(flow.getId())
                .filter(link -> subflow.equals(link.getFlowId()))
                .map(AuthenticationExecutionModel::getParentFlow)
                .findFirst();
        return parent.filter(this::requiresMore).isPresent()
                && ancestors(parent.get()).noneMatch(link -> link.getRequirement() == Requirement.CONDITIONAL)
                && links(flow.getId())
                        .flatMap(link -> realm.getAuthenticationExecutionsStream(link.getFlowId()))
                        .noneMatch(execution -> StockSteps.IF_SUBFLOW_RAN.equals(execution.getAuthenticator()));
    }

    private boolean requiresMore(String parent) {
        return realm.getAuthenticationExecutionsStream(parent)
                .anyMatch(execution ->
                        execution.getRequirement() == Requirement.REQUIRED && !execution.isAuthenticatorFlow());
    }

    /** The links that lead to a subflow, from the inside. */
    private Stream<AuthenticationExecutionModel> ancestors(String inner) {
        return links(flow.getId())
                .filter(link -> inner.equals(link.getFlowId()))
                .flatMap(link -> Stream.concat(Stream.of(link), ancestors(link.getParentFlow())));
    }

    private Stream<AuthenticationExecutionModel> links(String parent) {
        return realm.getAuthenticationExecutionsStream(parent)
                .filter(AuthenticationExecutionModel::isAuthenticatorFlow)
                .flatMap(link -> Stream.concat(Stream.of(link), links(link.getFlowId())));
    }
}
