package dev.securitypolicies.keycloak.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.securitypolicies.decision.AccessSets;
import dev.securitypolicies.decision.Enforcement;
import dev.securitypolicies.decision.Subject;
import dev.securitypolicies.ip.ClientAddress;
import dev.securitypolicies.keycloak.address.RequestAddress;
import dev.securitypolicies.keycloak.engine.KnownWays;
import dev.securitypolicies.keycloak.engine.StockProviderOverrides;
import dev.securitypolicies.keycloak.findings.DanglingReferences;
import dev.securitypolicies.keycloak.flow.FlowProblems;
import dev.securitypolicies.keycloak.realm.ProtectedAttributes;
import dev.securitypolicies.keycloak.realm.RequiredActionRegistration;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import dev.securitypolicies.keycloak.subject.Subjects;
import dev.securitypolicies.policy.AttributeCodec.Decoded;
import dev.securitypolicies.policy.PolicyReview;
import dev.securitypolicies.policy.Problem;
import dev.securitypolicies.policy.ProblemPath;
import dev.securitypolicies.policy.SecurityPolicy;
import dev.securitypolicies.policy.Setting;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.keycloak.Config;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.UserModel;

/** What is enforced, everything that deserves attention, and how the server sees the caller. */
final class StatusReport {

    private static final int MOST_USERS = 200;

    private static final Set<String> NOTES = Set.of("shadowed-entry", "unused-group", "wide-range");
    private static final List<String> ACTIONS =
            List.of(RequiredActionRegistration.GATE, RequiredActionRegistration.ENROLMENT);

    private final AdminRequest request;
    private final SecurityPolicyProvider policies;
    private final Decoded decoded;
    private final ArrayNode findings = JsonResponses.object().putArray("findings");

    StatusReport(AdminRequest request) {
        this.request = request;
        this.policies = request.policies();
        this.decoded = policies.policy(request.realm());
    }

    ObjectNode answer() {
        RealmModel realm = request.realm();
        SecurityPolicy policy = decoded.policy();
        decoded.problems().forEach(problem -> add(problem.isAdvice() ? "info" : "error", problem));
        DanglingReferences.of(request.session(), realm, policy).forEach(problem -> add("error", problem));
        FlowProblems.of(request.session(), realm, policy).forEach(problem -> add("error", problem));
        PolicyReview.of(policy).forEach(problem -> add(NOTES.contains(problem.code()) ? "info" : "warning", problem));
        doors();
        userAttributes();
        server(policy);
        usersWhoCannotEnter(policy);
        ObjectNode answer = JsonResponses.object();
        answer.put("mode", policies.enforcement(realm).code());
        answer.set("enforced", enforced(policy));
        answer.set("findings", findings);
        answer.set("caller", caller());
        return answer;
    }

    private static ObjectNode enforced(SecurityPolicy policy) {
        ObjectNode enforced = JsonResponses.object();
        enforced.put(
                "subscriber",
                policy.ip().subscriber().map(list -> list.entries().size()).orElse(0));
        enforced.put("roles", policy.ip().roles().byRole().size());
        enforced.put("groups", policy.ip().groups().size());
        enforced.put(
                "adminPanel",
                policy.ip().adminPanel().map(list -> list.entries().size()).orElse(0));
        enforced.put("mfaEveryone", policy.mfa().everyone());
        enforced.put("mfaAdmins", policy.mfa().admins());
        enforced.put("mfaRoles", policy.mfa().roles().size());
        enforced.put("ssoForced", policy.ssoForced());
        enforced.put("sessionLifetimeMinutes", policy.sessionLifetimeMinutes().orElse(0));
        enforced.put("superAdmins", policy.superAdmin().emails().size());
        return enforced;
    }

    private ObjectNode caller() {
        ClientAddress address = policies.clientAddress();
        RequestAddress.Trace trace = policies.addressTrace();
        ObjectNode caller = JsonResponses.object()
                .put("address", address.text())
                .put("source", address.derivedFrom())
                .put("peer", trace.peer())
                .put("header", trace.header());
        ArrayNode lines = caller.putArray("headerLines");
        trace.lines().forEach(lines::add);
        return caller.put("hop", address.hop());
    }

    private void doors() {
        for (String id : StockProviderOverrides.missing(request.session().getKeycloakSessionFactory())) {
            add(
                    "error",
                    "door-off",
                    "the provider `" + id + "` of another extension is in force",
                    "remove that extension");
        }
        for (String way : KnownWays.unknown(request.session().getKeycloakSessionFactory())) {
            add("warning", "unknown-way", way + " is not known to the pack", "see docs/coverage.md");
        }
        for (String alias : ACTIONS) {
            RequiredActionProviderModel action = request.realm().getRequiredActionProviderByAlias(alias);
            if (action == null || !action.isEnabled()) {
                add("error", "door-off", "the required action `" + alias + "` is switched off", "switch it on");
            }
        }
    }

    private void userAttributes() {
        for (String name : ProtectedAttributes.unprotected(request.session())) {
            add(
                    "error",
                    "unprotected-attribute",
                    "users can edit their attribute `" + name + "`",
                    "save the user profile once; the pack declares it again");
        }
    }

    private void server(SecurityPolicy policy) {
        if (policies.trustsAnyPeer()) {
            add(
                    "error",
                    "anybody-chooses-address",
                    "the forwarding header is believed from every peer",
                    "start the server with `--proxy-trusted-addresses`");
        }
        if (policies.enforcement(request.realm()) == Enforcement.BREAK_GLASS) {
            add(
                    "error",
                    "break-glass",
                    "nothing is enforced on this node",
                    "restart it without the break-glass options");
        }
        RealmModel master = request.session().realms().getRealmByName(Config.getAdminRealm());
        if (master != null
                && policy.ip().adminPanel().isPresent()
                && policies.policy(master).policy().ip().adminPanel().isEmpty()) {
            add(
                    "warning",
                    "master-without-list",
                    "the master realm has no admin allowlist, so its own console is open to any address",
                    "set `" + Setting.IP_ADMIN_PANEL.attribute() + "` of the master realm");
        }
    }

    /** Users with IP groups of their own, as far as a bounded look goes. */
    private void usersWhoCannotEnter(SecurityPolicy policy) {
        if (policy.ip().groups().isEmpty() && !policy.ip().restrictsLogins()) {
            return;
        }
        request.session()
                .users()
                .searchForUserStream(request.realm(), Map.of(), 0, MOST_USERS)
                .forEach(user -> userWhoCannotEnter(policy, user));
    }

    private void userWhoCannotEnter(SecurityPolicy policy, UserModel user) {
        Subject subject = Subjects.of(request.realm(), user, policy);
        if (!subject.ipGroups().isEmpty() && AccessSets.login(policy, subject).isEmpty()) {
            add(
                    "warning",
                    "user-can-never-enter",
                    "`" + user.getUsername() + "` can come from no address at all",
                    "correct the IP groups of the user, or the lists");
        }
    }

    private void add(String severity, Problem problem) {
        add(severity, problem.code(), problem.message(), problem.hint()).put("path", ProblemPath.of(problem));
    }

    private ObjectNode add(String severity, String code, String message, String fix) {
        return findings.addObject()
                .put("severity", severity.toLowerCase(Locale.ROOT))
                .put("code", code)
                .put("message", message)
                .put("fix", fix);
    }
}
