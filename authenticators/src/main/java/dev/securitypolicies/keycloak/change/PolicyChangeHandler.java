package dev.securitypolicies.keycloak.change;

import dev.securitypolicies.keycloak.compat.LogText;
import dev.securitypolicies.keycloak.compat.StoredRealms;
import dev.securitypolicies.keycloak.findings.DanglingReferences;
import dev.securitypolicies.keycloak.flow.FactorFlow;
import dev.securitypolicies.keycloak.flow.FlowProblems;
import dev.securitypolicies.keycloak.realm.SessionLifetime;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import dev.securitypolicies.keycloak.store.PolicyState;
import dev.securitypolicies.keycloak.store.RealmMemory;
import dev.securitypolicies.keycloak.store.RealmMemory.Kind;
import dev.securitypolicies.keycloak.subject.Memberships;
import dev.securitypolicies.policy.AttributeCodec;
import dev.securitypolicies.policy.AttributeCodec.Decoded;
import dev.securitypolicies.policy.Problem;
import dev.securitypolicies.policy.SecurityPolicy;
import dev.securitypolicies.policy.Setting;
import dev.securitypolicies.policy.SettingChange;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OrganizationModel;
import org.keycloak.models.RealmModel;

/**
 * R12: records every change of a realm's settings once, by comparing them with those last recorded, and then applies what
 * follows from it in the realm: the session lifetime (R9) and the browser flow (R8).
 */
final class PolicyChangeHandler {

    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.audit");

    private static final String ORGANIZATIONS = "organizationsEnabled";
    private static final int MOST_IMPORTED = 10_000;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Actor actor;

    /** Changes that this actor makes in a realm. */
    PolicyChangeHandler(KeycloakSession session, RealmModel realm, Actor actor) {
        this.session = session;
        this.realm = realm;
        this.actor = actor;
    }

    /** Audits in the current transaction, so that a change that is rolled back leaves no record. */
    void onChange() {
        if (!RealmMemory.hasAudited(realm, PolicyState.of(realm, realm.getAttributes()))) {
            new StoredRealms(session).readFromDatabase(realm); // what this node has cached can be old, or torn
        }
        Map<String, String> before = RealmMemory.recall(realm, Kind.AUDITED);
        Map<String, String> after = Setting.among(realm.getAttributes());
        List<SettingChange> changes = SettingChange.between(before, after);
        Decoded decoded = AttributeCodec.decode(after);
        SessionLifetime.apply(realm, decoded.policy());
        if (!changes.isEmpty()) {
            ChangeRecord record = new ChangeRecord(session, realm, actor);
            List<Problem> dangling = new DanglingReferences(session, realm).in(after);
            dangling.forEach(problem -> LOG.warnf("realm `%s`: %s", realm.getName(), LogText.safe(problem.toString())));
            record.write(
                    "realm",
                    changes,
                    Stream.concat(decoded.problems().stream(), dangling.stream())
                            .toList());
            new RealmMemory(session, realm).remember(Kind.AUDITED, after);
            followFlow(decoded.policy(), record);
        }
        followOrganizations(decoded.policy());
        new FactorFlow(session, realm)
                .noticeUnbinding(decoded.policy())
                .ifPresent(change -> new ChangeRecord(session, realm, actor)
                        .write(
                                "authentication/flows",
                                List.of(change),
                                new FlowProblems(session, realm).of(decoded.policy())));
    }

    /** Switching organizations on or off for the realm puts what they ask in force, or lifts it: on record, and the flow follows. */
    private void followOrganizations(SecurityPolicy policy) {
        Map<String, String> before = RealmMemory.recall(realm, Kind.ORGANIZATIONS);
        Map<String, String> after = Map.of(ORGANIZATIONS, String.valueOf(realm.isOrganizationsEnabled()));
        Memberships memberships = new Memberships(session, realm, policy.ip());
        boolean firstSeen = before.isEmpty() && realm.isOrganizationsEnabled() && memberships.areSet();
        if ((before.isEmpty() && !firstSeen) || before.equals(after)) {
            return; // nothing was ever asked by an organization, or nothing has changed
        }
        new RealmMemory(session, realm).remember(Kind.ORGANIZATIONS, after);
        SecurityPolicyProvider.of(session).tenantsChanged(realm);
        ChangeRecord record = new ChangeRecord(session, realm, actor);
        record.write("realm", SettingChange.between(before, after), List.of());
        if (firstSeen) { // they have come with an import of the realm, of which Keycloak says nothing more
            memberships.withPolicy(MOST_IMPORTED).forEach(organization -> recordImported(organization, record));
        }
        followFlow(policy, record);
    }

    private void recordImported(OrganizationModel organization, ChangeRecord record) {
        String path = "organizations/" + organization.getId();
        Map<String, String> now = new PackAttributes(session, realm).at(path);
        record.write(path, SettingChange.between(Map.of(), now), List.of());
    }

    /** What an organization asks of its members has changed, which was recorded; whether the flow must ask for factors follows from it. */
    void onOrganizationChange() {
        SecurityPolicyProvider.of(session).tenantsChanged(realm);
        new RealmMemory(session, realm)
                .remember(Kind.ORGANIZATIONS, Map.of(ORGANIZATIONS, String.valueOf(realm.isOrganizationsEnabled())));
        SecurityPolicy policy =
                AttributeCodec.decode(Setting.among(realm.getAttributes())).policy();
        followFlow(policy, new ChangeRecord(session, realm, actor));
    }

    /** Last, so that whatever a flow may hold in store, the change of the policy itself is on record. */
    private void followFlow(SecurityPolicy policy, ChangeRecord record) {
        List<SettingChange> changes =
                new FactorFlow(session, realm).follow(policy).stream().toList();
        List<Problem> problems = new FlowProblems(session, realm).of(policy);
        problems.forEach(problem -> LOG.warnf("realm `%s`: %s", realm.getName(), LogText.safe(problem.toString())));
        if (!changes.isEmpty() || !problems.isEmpty()) {
            record.write("authentication/flows", changes, problems);
        }
    }
}
