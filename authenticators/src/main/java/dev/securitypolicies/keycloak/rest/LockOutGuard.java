package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.decision.AccessRequest;
import dev.securitypolicies.decision.AccessRule;
import dev.securitypolicies.decision.AccessSets;
import dev.securitypolicies.decision.AdminPanelRule;
import dev.securitypolicies.decision.EnrolmentRule;
import dev.securitypolicies.decision.MfaEvidence;
import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.decision.SecondFactor;
import dev.securitypolicies.decision.Step;
import dev.securitypolicies.decision.Subject;
import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.keycloak.flow.FlowProblems;
import dev.securitypolicies.keycloak.mfa.SecondFactors;
import dev.securitypolicies.keycloak.subject.AdministrativeRoles;
import dev.securitypolicies.keycloak.subject.Memberships;
import dev.securitypolicies.keycloak.subject.Subjects;
import dev.securitypolicies.policy.Allowlist;
import dev.securitypolicies.policy.SecurityPolicy;
import dev.securitypolicies.policy.SecurityPolicy.Mode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.common.util.Time;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Looks for lock-outs before a policy is saved: of whoever saves it, and of everybody who could mend it. */
final class LockOutGuard {

    private static final String CALLER = "lock-out-caller";
    private static final String CALLER_FACTOR = "lock-out-caller-factor";
    private static final String CALLER_ROLES = "lock-out-caller-roles";
    private static final String EVERYONE = "lock-out-everyone";
    private static final String ASKS_NOTHING = "lock-out-flow";

    /** The codes of all lock-outs. */
    static final Set<String> CODES = Set.of(CALLER, CALLER_FACTOR, CALLER_ROLES, EVERYONE, ASKS_NOTHING);

    private final AdminRequest request;
    private final SecurityPolicy policy;

    LockOutGuard(AdminRequest request, SecurityPolicy policy) {
        this.request = request;
        this.policy = policy;
    }

    /**
     * What the policy would do.
     *
     * @param code the stable code
     * @param message why
     */
    record Finding(String code, String message) {}

    /** All lock-outs, none if nothing is enforced; whoever insists on one has not seen another. */
    List<Finding> findings() {
        return policy.mode() == Mode.REPORT_ONLY
                ? List.of()
                : Stream.of(caller(), everybody(), factorThatNobodyIsAskedFor())
                        .flatMap(Optional::stream)
                        .toList();
    }

    private Optional<Finding> caller() {
        PolicyAddress here = PolicyAddress.of(request.policies().clientAddress());
        RealmModel home = request.auth().adminAuth().getRealm();
        UserModel caller = request.auth().adminAuth().getUser();
        if (AdminPanelRule.refusal(policy, here).isPresent()) {
            return Optional.of(new Finding(
                    CALLER,
                    "your address `" + here.text()
                            + "` is not in the admin panel's allowlist, so your next request would be refused"));
        }
        if (!home.equals(request.realm())) {
            return Optional.empty();
        }
        if (couldNotEnrol(caller, here)) {
            return Optional.of(new Finding(
                    CALLER_FACTOR,
                    "you would need a second factor, have none, and could not set one up from your address `"
                            + here.text() + "`"));
        }
        return nextRequest(caller, here)
                .map(reason -> new Finding(
                        CALLER_ROLES,
                        "with your address `" + here.text()
                                + "` you would be refused or lose an admin role, so your next request would fail"));
    }

    private boolean couldNotEnrol(UserModel user, PolicyAddress address) {
        SecondFactor factor = new SecondFactors(request.session(), request.realm(), policy.mfa()).of(user, false);
        return factor.requirement().isPresent()
                && !factor.enrolled()
                && policy.mfa().graceDays() == 0
                && !EnrolmentRule.allows(policy.mfa(), address);
    }

    /** What the admin door would say; a factor that is missing can be set up, and is no lock-out. */
    private Optional<Reason> nextRequest(UserModel user, PolicyAddress address) {
        MfaEvidence goesOn = MfaEvidence.unseen().continued();
        Step step = new Step.AdminCall(
                goesOn, AdministrativeRoles.over(request.realm(), request.realm()), Optional.empty());
        AccessRequest next = new AccessRequest(
                policy,
                new Subjects(request.session(), request.realm(), policy).of(user),
                () -> new SecondFactors(request.session(), request.realm(), policy.mfa()).of(user, false),
                address,
                step,
                Time.currentTimeMillis() / 1_000);
        return AccessRule.decide(next).refusal().filter(reason -> reason.kind() != Reason.Kind.FACTOR);
    }

    private Optional<Finding> everybody() {
        AddressSet panel = policy.ip().adminPanel().map(Allowlist::addresses).orElse(AddressSet.ALL);
        Administrators administrators = new Administrators(request);
        boolean somebody = !panel.isEmpty()
                && (administrators.ofMaster().findAny().isPresent()
                        || administrators.ofOwnRealm().anyMatch(user -> couldAdminister(user, panel)));
        return somebody
                ? Optional.empty()
                : Optional.of(new Finding(
                        EVERYONE, "no enabled user with the right to manage the realm could come from any address"));
    }

    /** Whether there is an address from which the user gets in with all admin roles, by a way of logging in that is left. */
    private boolean couldAdminister(UserModel user, AddressSet panel) {
        Subject subject = new Subjects(request.session(), request.realm(), policy).of(user);
        AddressSet from =
                AccessSets.keepingAll(policy, subject, AdministrativeRoles.over(request.realm(), request.realm()));
        return !from.intersection(panel).isEmpty() && hasWayIn(user, subject);
    }

    /** Under forced SSO a password is no way in (R6); without any provider there is no other. */
    private boolean hasWayIn(UserModel user, Subject subject) {
        return !policy.ssoForced()
                || subject.allowPassword()
                || user.getServiceAccountClientLink() != null
                || request.session().identityProviders().count() > 0;
    }

    private boolean demandsFactor() {
        return policy.mfa().demandsAnything()
                || new Memberships(request.session(), request.realm(), policy.ip()).requireFactor();
    }

    /** A rule that no login can satisfy locks out everybody whom it covers. */
    private Optional<Finding> factorThatNobodyIsAskedFor() {
        boolean asksNothing = demandsFactor() && new FlowProblems(request.session(), request.realm()).asksNothing();
        return asksNothing
                ? Optional.of(new Finding(
                        ASKS_NOTHING,
                        "the browser flow asks for no second factor without a condition, and the pack cannot extend it;"
                                + " whoever sets a factor up would be refused at the next login"))
                : Optional.empty();
    }
}
