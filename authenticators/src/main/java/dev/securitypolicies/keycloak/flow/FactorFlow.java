package dev.securitypolicies.keycloak.flow;

import dev.securitypolicies.decision.FlowRule;
import dev.securitypolicies.keycloak.compat.StockFlows;
import dev.securitypolicies.keycloak.subject.Memberships;
import dev.securitypolicies.policy.SecurityPolicy;
import dev.securitypolicies.policy.SettingChange;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Sees to it that the browser flow can ask for every kind of factor while a policy demands one (R8). A flow that cannot is
 * never edited: a copy with the missing steps, all of them Keycloak's own, is bound in its place (and with the pack's condition, where a trusted network spares users, R16), and the original is bound
 * again when no factor is demanded any more. An admin who binds another flow in between is not overruled.
 */
public final class FactorFlow {

    private static final String BROWSER_FLOW = "browserFlow";
    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.policy");

    private final KeycloakSession session;
    private final RealmModel realm;

    /** The browser flow of a realm. */
    public FactorFlow(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** Binds what the policy needs; tells what it changed, for the audit. */
    public Optional<SettingChange> follow(SecurityPolicy policy) {
        if (realm.getBrowserFlow() == null) {
            return Optional.empty();
        }
        return enforcesFactor(policy) ? bindCopy(policy.mfa().exemptFrom().isPresent()) : bindOriginal();
    }

    /** Whether the policy, or an organization under it (R17), both demands a factor of anybody and enforces what it demands. */
    boolean enforcesFactor(SecurityPolicy policy) {
        return policy.enforcesFactor()
                || (policy.mode() == SecurityPolicy.Mode.ENFORCE
                        && new Memberships(session, realm, policy.ip()).requireFactor());
    }

    /** The copy was bound and is not any more, though nobody has switched the rule off: told once for each other flow. */
    public Optional<SettingChange> noticeUnbinding(SecurityPolicy policy) {
        FlowMemory memory = memory();
        AuthenticationFlowModel bound = realm.getBrowserFlow();
        if (memory.isEmpty() || bound == null || !enforcesFactor(policy)) {
            return Optional.empty();
        }
        String other = memory.isCopy(bound) ? "" : bound.getId();
        if (memory.wasUnboundFor(other)) {
            return Optional.empty();
        }
        memory.rememberUnboundFor(other);
        AuthenticationFlowModel copy = memory.copy();
        if (other.isEmpty() || copy == null) {
            return Optional.empty();
        }
        LOG.warnf(
                "realm `%s`: the browser flow `%s` was bound in the place of `%s`, while a second factor is required",
                realm.getName(), bound.getAlias(), copy.getAlias());
        return Optional.of(
                new SettingChange(BROWSER_FLOW, Optional.of(copy.getAlias()), Optional.of(bound.getAlias())));
    }

    /** Once for as long as a factor is demanded, so that an admin who binds something else has the last word. */
    private Optional<SettingChange> bindCopy(boolean exempts) {
        AuthenticationFlowModel bound = realm.getBrowserFlow();
        FlowMemory memory = memory();
        if (!memory.isEmpty()) {
            exempt(memory, exempts);
            return Optional.empty();
        }
        List<String> missing = new FactorSteps(session, realm).missing(bound);
        boolean asksEverywhere = !FlowRule.always(
                        new FlowReader(session, realm).read(bound).whereExempt())
                .isEmpty();
        boolean canSpare = exempts && asksEverywhere && new FactorStepInserter(realm, bound).canExempt();
        if (missing.isEmpty() && !canSpare) {
            return Optional.empty();
        }
        Optional<String> name = new CopyNames(realm).of(bound);
        if (name.isEmpty()) {
            return refuse(bound, "its names are too long to copy it; shorten them, or add the steps to it");
        }
        AuthenticationFlowModel copy = new StockFlows(session, realm).copy(bound, name.get());
        if (!new FactorStepInserter(realm, copy).add(missing)) {
            delete(copy);
            return refuse(bound, "it has no place for a second factor; add a step that asks for it");
        }
        if (exempts) {
            new FactorStepInserter(realm, copy).exempt(true);
        }
        copy.setDescription(CopyNames.description(bound));
        realm.updateAuthenticationFlow(copy);
        memory.rememberCopy(bound, copy);
        return Optional.of(bind(bound, copy));
    }

    /** A copy that somebody has changed since is theirs. */
    private void exempt(FlowMemory memory, boolean exempts) {
        AuthenticationFlowModel copy = memory.copy();
        if (copy != null && memory.isAsMade(copy)) {
            new FactorStepInserter(realm, copy).exempt(exempts);
        }
    }

    private Optional<SettingChange> refuse(AuthenticationFlowModel flow, String why) {
        LOG.warnf("realm `%s`: the flow `%s` cannot be extended: %s", realm.getName(), flow.getAlias(), why);
        return Optional.empty();
    }

    /** Whether a copy would be bound by itself: none has been for this demand, and the flow has a place for the steps. */
    boolean wouldBindCopy() {
        AuthenticationFlowModel bound = realm.getBrowserFlow();
        return bound != null
                && memory().isEmpty()
                && new CopyNames(realm).of(bound).isPresent()
                && new FactorStepInserter(realm, bound).hasPlace();
    }

    /** The copy goes with the demand, unless an admin has changed it or uses it elsewhere. */
    private Optional<SettingChange> bindOriginal() {
        FlowMemory memory = memory();
        if (memory.isEmpty()) {
            return Optional.empty();
        }
        memory.forget();
        AuthenticationFlowModel original = memory.original();
        AuthenticationFlowModel copy = memory.copy();
        AuthenticationFlowModel bound = realm.getBrowserFlow();
        Optional<SettingChange> change = copy != null && original != null && memory.isCopy(bound)
                ? Optional.of(bind(bound, original))
                : Optional.empty();
        if (copy != null && memory.isAsMade(copy) && !KeycloakModelUtils.isFlowUsed(session, realm, copy)) {
            delete(copy);
        }
        return change;
    }

    private FlowMemory memory() {
        return FlowMemory.of(session, realm);
    }

    private SettingChange bind(AuthenticationFlowModel from, AuthenticationFlowModel to) {
        realm.setBrowserFlow(to);
        LOG.infof("realm `%s`: browser flow `%s` instead of `%s`", realm.getName(), to.getAlias(), from.getAlias());
        return new SettingChange(BROWSER_FLOW, Optional.of(from.getAlias()), Optional.of(to.getAlias()));
    }

    private void delete(AuthenticationFlowModel flow) {
        KeycloakModelUtils.deepDeleteAuthenticationFlow(session, realm, flow, () -> {}, () -> {}, false);
    }
}
