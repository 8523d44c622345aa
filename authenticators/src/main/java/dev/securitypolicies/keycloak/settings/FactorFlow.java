package dev.securitypolicies.keycloak.settings;

import dev.securitypolicies.policy.SecurityPolicy;
import dev.securitypolicies.policy.SecurityPolicy.Mode;
import dev.securitypolicies.policy.SettingChange;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.resources.admin.AuthenticationManagementResource;

/**
 * Sees to it that the browser flow can ask for every kind of factor while a policy demands one (R8). A flow that cannot is
 * never edited: a copy with the missing steps, all of them Keycloak's own, is bound in its place, and the original is bound
 * again when no factor is demanded any more. An admin who binds another flow in between is not overruled.
 */
public final class FactorFlow {

    /** What the pack's copies are called, behind the name of the original. */
    static final String SUFFIX = " (security policies)";

    private static final String BROWSER_FLOW = "browserFlow";
    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.policy");

    private final KeycloakSession session;
    private final RealmModel realm;

    private FactorFlow(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** Binds what the policy needs; tells what it changed, for the audit. */
    public static Optional<SettingChange> follow(KeycloakSession session, RealmModel realm, SecurityPolicy policy) {
        FactorFlow flows = new FactorFlow(session, realm);
        boolean needed = policy.mode() == Mode.ENFORCE && policy.mfa().demandsAnything();
        if (realm.getBrowserFlow() == null) {
            return Optional.empty();
        }
        return needed ? flows.bindCopy() : flows.bindOriginal();
    }

    private Optional<SettingChange> bindCopy() {
        AuthenticationFlowModel bound = realm.getBrowserFlow();
        List<String> missing = FactorSteps.missing(session, realm, bound);
        if (missing.isEmpty() || isCopy(bound) || realm.getFlowByAlias(bound.getAlias() + SUFFIX) != null) {
            return Optional.empty();
        }
        AuthenticationFlowModel copy =
                AuthenticationManagementResource.copyFlow(session, realm, bound, bound.getAlias() + SUFFIX);
        if (!new FlowSurgery(realm, copy).add(missing)) {
            delete(copy);
            LOG.warnf(
                    "realm `%s`: the flow `%s` has no place for a second factor; add a step that asks for it",
                    realm.getName(), bound.getAlias());
            return Optional.empty();
        }
        copy.setDescription("Copy of `" + bound.getAlias() + "` that can ask for every kind of second factor");
        realm.updateAuthenticationFlow(copy);
        return Optional.of(bind(bound, copy));
    }

    private Optional<SettingChange> bindOriginal() {
        AuthenticationFlowModel bound = realm.getBrowserFlow();
        if (!isCopy(bound)) {
            return Optional.empty();
        }
        String alias = bound.getAlias();
        AuthenticationFlowModel original = realm.getFlowByAlias(alias.substring(0, alias.length() - SUFFIX.length()));
        if (original == null) {
            return Optional.empty();
        }
        SettingChange change = bind(bound, original);
        if (!isUsedByClients(bound)) {
            delete(bound);
        }
        return Optional.of(change);
    }

    private SettingChange bind(AuthenticationFlowModel from, AuthenticationFlowModel to) {
        realm.setBrowserFlow(to);
        LOG.infof("realm `%s`: browser flow `%s` instead of `%s`", realm.getName(), to.getAlias(), from.getAlias());
        return new SettingChange(BROWSER_FLOW, Optional.of(from.getAlias()), Optional.of(to.getAlias()));
    }

    private boolean isUsedByClients(AuthenticationFlowModel flow) {
        return realm.getClientsStream()
                .anyMatch(
                        client -> client.getAuthenticationFlowBindingOverrides().containsValue(flow.getId()));
    }

    private void delete(AuthenticationFlowModel flow) {
        KeycloakModelUtils.deepDeleteAuthenticationFlow(session, realm, flow, () -> {}, () -> {}, false);
    }

    private static boolean isCopy(AuthenticationFlowModel flow) {
        return flow.getAlias().endsWith(SUFFIX);
    }
}
