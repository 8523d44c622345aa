package dev.securitypolicies.keycloak.audit;

import dev.securitypolicies.keycloak.audit.PolicyMemory.Kind;
import dev.securitypolicies.keycloak.settings.FactorFlow;
import dev.securitypolicies.keycloak.settings.FlowProblems;
import dev.securitypolicies.keycloak.settings.SessionLifetime;
import dev.securitypolicies.keycloak.settings.UnknownNames;
import dev.securitypolicies.policy.AttributeCodec;
import dev.securitypolicies.policy.AttributeCodec.Decoded;
import dev.securitypolicies.policy.Problem;
import dev.securitypolicies.policy.SecurityPolicy;
import dev.securitypolicies.policy.Setting;
import dev.securitypolicies.policy.SettingChange;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** R12: every change of a realm's settings is audited once, by comparing them with those last audited. */
public final class PolicyAudit {

    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.audit");

    private PolicyAudit() {}

    /** Audits that a change was not confirmed in time and has been taken back, in the current transaction. */
    public static void reverted(KeycloakSession session, RealmModel realm) {
        compare(session, realm, Actor.timeout());
    }

    /** Audits in the current transaction, so that a change that is rolled back leaves no record. */
    static void compare(KeycloakSession session, RealmModel realm, Actor actor) {
        Map<String, String> before = PolicyMemory.recall(realm, Kind.AUDITED);
        Map<String, String> after = settings(realm);
        List<SettingChange> changes = SettingChange.between(before, after);
        Decoded decoded = AttributeCodec.decode(after);
        SessionLifetime.apply(realm, decoded.policy());
        if (!changes.isEmpty()) {
            ChangeRecord record = new ChangeRecord(session, realm, actor);
            record.write("realm", changes, problems(session, realm, decoded));
            PolicyMemory.remember(session, realm, Kind.AUDITED, after);
            followFlow(session, realm, decoded.policy(), record);
        }
    }

    /** Last, so that whatever a flow may hold in store, the change of the policy itself is on record. */
    private static void followFlow(
            KeycloakSession session, RealmModel realm, SecurityPolicy policy, ChangeRecord record) {
        List<SettingChange> changes =
                FactorFlow.follow(session, realm, policy).stream().toList();
        List<Problem> problems = FlowProblems.of(session, realm, policy);
        problems.forEach(problem -> LOG.warnf("realm `%s`: %s", realm.getName(), problem));
        if (!changes.isEmpty() || !problems.isEmpty()) {
            record.write("authentication/flows", changes, problems);
        }
    }

    /**
     * Audits what no door has seen, such as an edit of the database: called when a policy is compiled, which is when it first
     * takes effect. It looks again in a transaction of its own, where changes under way are not visible.
     */
    public static void noticeDrift(KeycloakSession session, RealmModel realm) {
        if (PolicyMemory.recall(realm, Kind.AUDITED).equals(settings(realm))) {
            return;
        }
        try {
            auditUnseen(session, realm.getId());
        } catch (
                RuntimeException e) { // another node was faster, or the database is read-only: neither may stop a login
            LOG.warnf(e, "realm `%s`: a change of the policy could not be audited now", realm.getName());
        }
    }

    private static void auditUnseen(KeycloakSession session, String realmId) {
        KeycloakModelUtils.runJobInTransaction(session.getKeycloakSessionFactory(), own -> {
            RealmModel committed = own.realms().getRealm(realmId);
            if (committed != null) {
                own.getContext().setRealm(committed);
                compare(own, committed, Actor.unseen());
            }
        });
    }

    private static List<Problem> problems(KeycloakSession session, RealmModel realm, Decoded decoded) {
        return Stream.concat(decoded.problems().stream(), UnknownNames.of(session, realm, decoded.policy()).stream())
                .toList();
    }

    private static Map<String, String> settings(RealmModel realm) {
        return realm.getAttributes().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(Setting.PREFIX) && entry.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }
}
