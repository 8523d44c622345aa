package dev.securitypolicies.keycloak.flow;

import dev.securitypolicies.decision.FactorKind;
import dev.securitypolicies.decision.FlowRule;
import dev.securitypolicies.decision.FlowRule.Answer;
import dev.securitypolicies.decision.FlowRule.Asks;
import dev.securitypolicies.keycloak.compat.HeldName;
import dev.securitypolicies.keycloak.compat.StockFlows;
import dev.securitypolicies.keycloak.compat.StockSteps;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import dev.securitypolicies.keycloak.subject.Memberships;
import dev.securitypolicies.policy.MfaPolicy;
import dev.securitypolicies.policy.Problem;
import dev.securitypolicies.policy.SecurityPolicy;
import dev.securitypolicies.policy.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowBindings;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Looks for flows that cannot ask for a factor although the policy demands one (R8): logins through them are refused. */
public final class FlowProblems {

    private static final String ON_RESET = HeldName.RESET_TOTP_SETTING.text();
    private static final String REMOVE_NONE = HeldName.RESET_TOTP_REMOVES_NONE.text();

    private final KeycloakSession session;
    private final RealmModel realm;

    /** The flows of a realm. */
    public FlowProblems(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /**
     * A problem for each browser flow, of the realm or of a client, that lacks a kind of factor. Nobody needs to mend what the pack
     * mends by itself once the policy is saved and enforced.
     */
    public List<Problem> of(SecurityPolicy policy) {
        boolean demanded =
                policy.mfa().demandsAnything() || new Memberships(session, realm, policy.ip()).requireFactor();
        if (!demanded) {
            return List.of();
        }
        Stream<Problem> ofRealm =
                isMendedBySaving() ? Stream.of() : problem(policy.mfa(), realm.getBrowserFlow(), "").stream();
        Stream<Problem> ofClients = realm.getClientsStream()
                .flatMap(client ->
                        override(client)
                                .flatMap(flow -> problem(policy.mfa(), flow, " of client " + client.getClientId()))
                                .stream());
        return Stream.of(ofRealm, ofClients, resets(policy.mfa()), askedWhereExempt(policy.mfa()))
                .flatMap(found -> found)
                .toList();
    }

    /** A demand that is in force already has had its chance. */
    private boolean isMendedBySaving() {
        return !new FactorFlow(session, realm).enforcesFactor(inForce())
                && new FactorFlow(session, realm).wouldBindCopy();
    }

    /** A flow that the pack has not made, or that was changed since: it asks where nobody has to be asked (R16). */
    private Stream<Problem> askedWhereExempt(MfaPolicy mfa) {
        boolean inForce = inForce().mfa().exemptFrom().isPresent();
        Stream<AuthenticationFlowModel> flows = Stream.concat(
                Stream.ofNullable(realm.getBrowserFlow()),
                realm.getClientsStream().flatMap(client -> override(client).stream()));
        return mfa.exemptFrom().isPresent() && inForce
                ? flows.distinct()
                        .filter(flow -> !FlowRule.always(new FlowReader(session, realm)
                                        .read(flow)
                                        .whereExempt())
                                .isEmpty())
                        .map(
                                flow -> Problem.of(
                                        Setting.MFA_EXEMPT_FROM,
                                        "flow-asks-where-exempt",
                                        "the flow `" + flow.getAlias()
                                                + "` asks for a second factor where nobody has to be asked",
                                        "put the condition `security policy requires a second factor` into the subflow that asks"))
                : Stream.empty();
    }

    private SecurityPolicy inForce() {
        return SecurityPolicyProvider.of(session).policy(realm).policy();
    }

    /** A link in an e-mail that takes the factor away makes the mailbox the only factor. */
    private Stream<Problem> resets(MfaPolicy mfa) {
        AuthenticationFlowModel flow = realm.getResetCredentialsFlow();
        return flow == null
                ? Stream.of()
                : new StockFlows(session, realm)
                        .executions(flow, StockSteps.RESET_TOTP).stream()
                                .map(AuthenticationExecutionModel::getAuthenticatorConfig)
                                .map(id -> id == null ? null : realm.getAuthenticatorConfigById(id))
                                .filter(config -> config != null
                                        && !config.getConfig()
                                                .getOrDefault(ON_RESET, REMOVE_NONE)
                                                .equals(REMOVE_NONE))
                                .map(config -> Problem.of(
                                        setting(mfa),
                                        "reset-removes-factor",
                                        "the flow `" + flow.getAlias() + "` lets a link in an e-mail remove a factor",
                                        "set `" + config.getAlias() + "` to `" + REMOVE_NONE
                                                + "`, or disable the step"));
    }

    private Optional<AuthenticationFlowModel> override(ClientModel client) {
        return Optional.ofNullable(
                        client.getAuthenticationFlowBindingOverride(AuthenticationFlowBindings.BROWSER_BINDING))
                .map(realm::getAuthenticationFlowById);
    }

    /** Whether the browser flow asks for no factor without a condition, even behind what the pack may add to it. */
    public boolean asksNothing() {
        AuthenticationFlowModel flow = realm.getBrowserFlow();
        return flow != null
                && FlowRule.always(new FlowReader(session, realm).read(flow)).isEmpty()
                && !new FactorStepInserter(realm, flow).hasPlace();
    }

    private Optional<Problem> problem(MfaPolicy mfa, AuthenticationFlowModel flow, String ofWhom) {
        if (flow == null) {
            return Optional.empty();
        }
        Map<FactorKind, Answer> answers = FlowRule.analyse(new FlowReader(session, realm).read(flow));
        List<String> gaps = new FactorSteps(session, realm)
                .available()
                .flatMap(kind -> gap(kind, answers.getOrDefault(kind, FlowRule.NEVER)).stream())
                .toList();
        boolean none =
                FlowRule.always(new FlowReader(session, realm).read(flow)).isEmpty();
        return gaps.isEmpty()
                ? Optional.empty()
                : Optional.of(Problem.of(
                        setting(mfa),
                        none ? "flow-asks-for-nothing" : "flow-cannot-ask",
                        "the browser flow `" + flow.getAlias() + ofWhom + "` does not always ask for "
                                + String.join(", ", gaps),
                        "add these steps as alternatives behind the password, without another condition; users with"
                                + " only such a factor are refused, and it is not offered for enrolment"));
    }

    /** What an admin reads about a kind of factor that is not always asked for. */
    private static Optional<String> gap(FactorKind kind, Answer answer) {
        return answer.asks() == Asks.ALWAYS
                ? Optional.empty()
                : Optional.of("`" + FactorSteps.name(kind)
                        + answer.condition()
                                .map(condition -> " (depends on " + condition + ")`")
                                .orElse(" (no step)`"));
    }

    private static Setting<?> setting(MfaPolicy mfa) {
        if (mfa.everyone()) {
            return Setting.MFA_EVERYONE;
        }
        return mfa.admins() ? Setting.MFA_ADMINS : Setting.MFA_ROLES;
    }
}
