package dev.securitypolicies.keycloak.flow;

import dev.securitypolicies.decision.FactorKind;
import dev.securitypolicies.decision.FlowTree;
import dev.securitypolicies.decision.FlowTree.Execution;
import dev.securitypolicies.decision.FlowTree.Kind;
import dev.securitypolicies.decision.FlowTree.Requirement;
import dev.securitypolicies.decision.FlowTree.Step;
import dev.securitypolicies.decision.FlowTree.Subflow;
import dev.securitypolicies.keycloak.compat.HeldName;
import dev.securitypolicies.keycloak.compat.StockFlows;
import dev.securitypolicies.keycloak.compat.StockSteps;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;

/** Reads a flow of a realm as the tree that the analysis works on. */
public final class FlowReader {

    private static final Map<String, FactorKind> FACTORS = Map.of(
            StockSteps.TOTP, FactorKind.TOTP,
            StockSteps.PASSKEY, FactorKind.PASSKEY,
            StockSteps.PASSWORDLESS_PASSKEY, FactorKind.PASSWORDLESS_PASSKEY);
    private static final Set<String> OTHER_WAYS_IN = Set.of(
            StockSteps.COOKIE, StockSteps.KERBEROS, StockSteps.PROVIDER_REDIRECTOR, HeldName.ORGANIZATION_STEP.text());
    private static final Set<String> FACTOR_CREDENTIALS = Set.of(
            OTPCredentialModel.TYPE, WebAuthnCredentialModel.TYPE_TWOFACTOR, WebAuthnCredentialModel.TYPE_PASSWORDLESS);

    private final KeycloakSession session;
    private final RealmModel realm;

    /** A reader of the flows of this realm. */
    public FlowReader(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** The flow as a tree. */
    public FlowTree read(AuthenticationFlowModel flow) {
        return read(flow.getId(), Requirement.REQUIRED);
    }

    private FlowTree read(String flowId, Requirement requirement) {
        return new FlowTree(
                requirement,
                realm.getAuthenticationExecutionsStream(flowId)
                        .map(this::execution)
                        .toList());
    }

    private Execution execution(AuthenticationExecutionModel model) {
        Requirement requirement = Requirement.valueOf(model.getRequirement().name());
        if (model.isAuthenticatorFlow()) {
            AuthenticationFlowModel flow = realm.getAuthenticationFlowById(model.getFlowId());
            String name = flow == null || flow.getAlias() == null ? "" : flow.getAlias();
            return new Subflow(name, read(model.getFlowId(), requirement));
        }
        String authenticator = Optional.ofNullable(model.getAuthenticator()).orElse("");
        return new Step(requirement, authenticator, kind(model, authenticator), factor(authenticator));
    }

    private static Optional<FactorKind> factor(String authenticator) {
        return authenticator.equals(StockSteps.CONDITIONAL_TOTP)
                ? Optional.of(FactorKind.TOTP)
                : Optional.ofNullable(FACTORS.get(authenticator));
    }

    private Kind kind(AuthenticationExecutionModel model, String authenticator) {
        if (FACTORS.containsKey(authenticator)) {
            return Kind.FACTOR;
        }
        if (OTHER_WAYS_IN.contains(authenticator)) {
            return Kind.OTHER_WAY_IN;
        }
        return switch (authenticator) {
            case PackSteps.IF_FACTOR_REQUIRED -> Kind.CONDITION_FACTOR_REQUIRED;
            case StockSteps.CONDITIONAL_TOTP -> Kind.FACTOR_UNDER_CONDITION;
            case StockSteps.RECOVERY_CODE -> Kind.RECOVERY_CODE;
            case StockSteps.IF_FACTOR_CONFIGURED -> Kind.CONDITION_FACTOR_CONFIGURED;
            case StockSteps.IF_CREDENTIAL_SHOWN ->
                skipsOnlyAfterFactor(model) ? Kind.CONDITION_FACTOR_NOT_SHOWN : Kind.CONDITION;
            default -> isCondition(authenticator) ? Kind.CONDITION : Kind.OTHER;
        };
    }

    /** Whether the condition is false only for a login that has shown a factor already. */
    private boolean skipsOnlyAfterFactor(AuthenticationExecutionModel model) {
        AuthenticatorConfigModel config = model.getAuthenticatorConfig() == null
                ? null
                : realm.getAuthenticatorConfigById(model.getAuthenticatorConfig());
        if (config == null) {
            return true;
        }
        Map<String, String> values = config.getConfig();
        boolean included = Boolean.parseBoolean(values.get(StockSteps.CREDENTIALS_INCLUDED));
        String credentials = values.getOrDefault(StockSteps.CREDENTIALS, "");
        return !included
                && Stream.of(Constants.CFG_DELIMITER_PATTERN.split(credentials, -1))
                        .filter(credential -> !credential.isEmpty())
                        .allMatch(FACTOR_CREDENTIALS::contains);
    }

    private boolean isCondition(String authenticator) {
        return new StockFlows(session, realm).isCondition(authenticator);
    }
}
