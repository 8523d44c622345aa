package dev.securitypolicies.keycloak.change;

import dev.securitypolicies.keycloak.compat.LogText;
import dev.securitypolicies.keycloak.findings.DanglingReferences;
import dev.securitypolicies.keycloak.flow.FactorFlow;
import dev.securitypolicies.keycloak.flow.FlowProblems;
import dev.securitypolicies.keycloak.realm.SessionLifetime;
import dev.securitypolicies.keycloak.store.RealmStateComponent;
import dev.securitypolicies.keycloak.store.RealmStateComponent.Kind;
import dev.securitypolicies.keycloak.store.StoredPolicy;
import dev.securitypolicies.policy.AttributeCodec;
import dev.securitypolicies.policy.AttributeCodec.Decoded;
import dev.securitypolicies.policy.Problem;
import dev.securitypolicies.policy.SecurityPolicy;
import dev.securitypolicies.policy.SettingChange;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * R12: records every change of a realm's settings once, by comparing them with those last recorded, and then applies what
 * follows from it in the realm: the session lifetime (R9) and the browser flow (R8).
 */
final class PolicyChangeHandler {

    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.audit");

    private PolicyChangeHandler() {}

    /** Audits in the current transaction, so that a change that is rolled back leaves no record. */
    static void onChange(KeycloakSession session, RealmModel realm, Actor actor) {
        Map<String, String> before = RealmStateComponent.recall(realm, Kind.AUDITED);
        Map<String, String> after = StoredPolicy.settings(realm.getAttributes());
        List<SettingChange> changes = SettingChange.between(before, after);
        Decoded decoded = AttributeCodec.decode(after);
        SessionLifetime.apply(realm, decoded.policy());
        if (!changes.isEmpty()) {
            ChangeRecord record = new ChangeRecord(session, realm, actor);
            List<Problem> dangling = DanglingReferences.of(session, realm, after);
            dangling.forEach(problem -> LOG.warnf("realm `%s`: %s", realm.getName(), LogText.safe(problem.toString())));
            record.write(
                    "realm",
                    changes,
                    Stream.concat(decoded.problems().stream(), dangling.stream())
                            .toList());
            RealmStateComponent.remember(session, realm, Kind.AUDITED, after);
            followFlow(session, realm, decoded.policy(), record);
        }
        FactorFlow.noticeUnbinding(session, realm, decoded.policy())
                .ifPresent(change -> new ChangeRecord(session, realm, actor)
                        .write(
                                "authentication/flows",
                                List.of(change),
                                FlowProblems.of(session, realm, decoded.policy())));
    }

    /** Last, so that whatever a flow may hold in store, the change of the policy itself is on record. */
    private static void followFlow(
            KeycloakSession session, RealmModel realm, SecurityPolicy policy, ChangeRecord record) {
        List<SettingChange> changes =
                FactorFlow.follow(session, realm, policy).stream().toList();
        List<Problem> problems = FlowProblems.of(session, realm, policy);
        problems.forEach(problem -> LOG.warnf("realm `%s`: %s", realm.getName(), LogText.safe(problem.toString())));
        if (!changes.isEmpty() || !problems.isEmpty()) {
            record.write("authentication/flows", changes, problems);
        }
    }
}
