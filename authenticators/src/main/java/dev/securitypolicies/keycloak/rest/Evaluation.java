package dev.securitypolicies.keycloak.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.decision.AccessDecision;
import dev.securitypolicies.decision.AccessRequest;
import dev.securitypolicies.decision.AccessRule;
import dev.securitypolicies.decision.AddressResult;
import dev.securitypolicies.decision.AddressRule;
import dev.securitypolicies.decision.AddressSource;
import dev.securitypolicies.decision.AdminPanelRule;
import dev.securitypolicies.decision.AdminRoles;
import dev.securitypolicies.decision.EarlyRule;
import dev.securitypolicies.decision.EnrolmentRule;
import dev.securitypolicies.decision.ExemptionRule;
import dev.securitypolicies.decision.FactorKind;
import dev.securitypolicies.decision.LoginKind;
import dev.securitypolicies.decision.Membership;
import dev.securitypolicies.decision.MfaEvidence;
import dev.securitypolicies.decision.MfaRequirement;
import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.decision.Step;
import dev.securitypolicies.decision.Subject;
import dev.securitypolicies.ip.ClientAddress;
import dev.securitypolicies.ip.ClientAddress.Derivation;
import dev.securitypolicies.keycloak.mfa.Factors;
import dev.securitypolicies.keycloak.mfa.SecondFactors;
import dev.securitypolicies.keycloak.provenance.IssueAddress;
import dev.securitypolicies.keycloak.representation.EvaluationRepresentation;
import dev.securitypolicies.keycloak.representation.EvaluationRepresentation.Mfa;
import dev.securitypolicies.keycloak.subject.AdministrativeRoles;
import dev.securitypolicies.keycloak.subject.RoleGraphs;
import dev.securitypolicies.keycloak.subject.Subjects;
import dev.securitypolicies.policy.SecurityPolicy;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;
import org.keycloak.models.UserModel;

/** Answers "what would happen to this user from this address?" with the code that enforces. */
final class Evaluation {

    private final AdminRequest request;

    Evaluation(AdminRequest request) {
        this.request = request;
    }

    Response answer(JsonNode body) {
        Question question = new Question(request, body);
        Optional<Question.Asked> asked = question.asked();
        if (asked.isEmpty()) {
            return JsonResponses.problems(question.problems());
        }
        if (asked.get().organization().isPresent()) {
            request.auth().orgs().requireQuery();
        }
        UserModel user = question.user(asked.get().user());
        PolicyAddress where = PolicyAddress.of(ClientAddress.of(asked.get().address(), Derivation.PEER, 0));
        Optional<String> addressOf = asked.get().client().map(Evaluation::addressOf);
        return JsonResponses.ok(decision(asked.get(), user, where, addressOf));
    }

    /** The user as the policy in question sees them, with all roles, so that the answer names them even where no list restricts any. */
    private Subject subject(UserModel user, SecurityPolicy policy) {
        return new Subjects(request.session(), request.realm(), policy)
                .of(user)
                .with(RoleGraphs.of(request.realm(), user));
    }

    /** A login with a password and nothing else, at the page of the browser flow. */
    private AccessRequest login(Question.Asked asked, UserModel user, Subject subject, PolicyAddress where) {
        SecurityPolicy policy = asked.policy();
        MfaEvidence nothing = new MfaEvidence(MfaEvidence.Origin.LOGIN, Set.of(), Optional.empty());
        boolean service = user.getServiceAccountClientLink() != null;
        Step step = new Step.Login(
                service ? LoginKind.SERVICE_ACCOUNT : LoginKind.LOCAL,
                nothing,
                Set.of(),
                Set.of(FactorKind.values()),
                Optional.empty(),
                organizations(asked, subject));
        return new AccessRequest(
                policy,
                subject,
                () -> new SecondFactors(request.session(), request.realm(), policy.mfa()).of(user, false),
                where,
                step,
                Time.currentTimeMillis() / 1_000);
    }

    /** The ids of those that the login asks for; who asks for one of others is refused by Keycloak itself. */
    private static Set<String> organizations(Question.Asked asked, Subject subject) {
        return subject.organizations().stream()
                .filter(membership ->
                        asked.organization().filter(membership.alias()::equals).isPresent())
                .map(Membership::id)
                .collect(Collectors.toSet());
    }

    private EvaluationRepresentation decision(
            Question.Asked asked, UserModel user, PolicyAddress where, Optional<String> addressOf) {
        SecurityPolicy policy = asked.policy();
        Subject subject = subject(user, policy);
        AccessRequest login = login(asked, user, subject, where);
        AccessDecision decision = AccessRule.decide(login);
        Optional<Reason> refusal = decision.refusal().filter(reason -> reason.kind() != Reason.Kind.FACTOR);
        return new EvaluationRepresentation(
                new EvaluationRepresentation.User(user.getId(), user.getUsername()),
                where.text(),
                policy.mode().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                refusal.isEmpty(),
                refusal.map(Reason::code).orElse(null),
                EarlyRule.refusal(policy, where).isEmpty(),
                administers(policy, login).isEmpty(),
                administers(policy, login).map(Reason::code).orElse(null),
                Verdicts.ofRoles(decision, subject),
                new CarriedGroups(policy, where).of(user),
                Verdicts.ofOrganizations(
                        subject.organizations().stream().filter(new ShownOrganizations(request)::contain), where),
                mfa(policy, user, where),
                addressOf.orElse(null));
    }

    /** Why the admin door would refuse (R7): the panel's list, or a role by which the user would administer. */
    private Optional<Reason> administers(SecurityPolicy policy, AccessRequest login) {
        AddressResult result = AddressRule.decide(policy, login.subject(), login.address());
        AdminRoles adminRoles = AdministrativeRoles.over(request.realm(), request.realm());
        return AdminPanelRule.refusal(policy, login.address())
                .or(result::refusal)
                .or(() -> Optional.of(Reason.ADMIN_ROLE_WITHHELD)
                        .filter(reason -> result.roles().withheld().stream().anyMatch(adminRoles::contain)));
    }

    private Mfa mfa(SecurityPolicy policy, UserModel user, PolicyAddress where) {
        SecondFactors factors = new SecondFactors(request.session(), request.realm(), policy.mfa());
        Optional<MfaRequirement> requirement = factors.requirement(user);
        return new Mfa(
                requirement.isPresent(),
                requirement.map(new ShownOrganizations(request)::code).orElse(null),
                Factors.isEnrolled(user),
                EnrolmentRule.allows(policy.mfa(), where),
                ExemptionRule.applies(policy.mfa(), factors.of(user, false), where));
    }

    private static String addressOf(ClientModel client) {
        AddressSource.Client asking =
                new AddressSource.Client(client.isPublicClient(), IssueAddress.choice(client), false);
        return asking.usesSession() ? "user's last browser step" : "request";
    }
}
