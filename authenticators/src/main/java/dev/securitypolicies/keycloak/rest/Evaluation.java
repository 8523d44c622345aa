package dev.securitypolicies.keycloak.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import dev.securitypolicies.decision.FactorKind;
import dev.securitypolicies.decision.LoginKind;
import dev.securitypolicies.decision.MfaEvidence;
import dev.securitypolicies.decision.MfaRequirement;
import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.decision.RoleDecision;
import dev.securitypolicies.decision.RoleDecision.DecidedBy;
import dev.securitypolicies.decision.Step;
import dev.securitypolicies.decision.Subject;
import dev.securitypolicies.ip.AddressParser;
import dev.securitypolicies.ip.ClientAddress;
import dev.securitypolicies.ip.ClientAddress.Derivation;
import dev.securitypolicies.ip.IpAddress;
import dev.securitypolicies.ip.Parsed;
import dev.securitypolicies.keycloak.mfa.Factors;
import dev.securitypolicies.keycloak.mfa.SecondFactors;
import dev.securitypolicies.keycloak.provenance.IssueAddress;
import dev.securitypolicies.keycloak.subject.AdministrativeRoles;
import dev.securitypolicies.keycloak.subject.RoleGraphs;
import dev.securitypolicies.keycloak.subject.Subjects;
import dev.securitypolicies.policy.AttributeCodec;
import dev.securitypolicies.policy.AttributeCodec.Decoded;
import dev.securitypolicies.policy.PolicyDocument;
import dev.securitypolicies.policy.Problem;
import dev.securitypolicies.policy.SecurityPolicy;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;
import org.keycloak.models.UserModel;

/** JsonResponses "what would happen to this user from this address?" with the code that enforces. */
final class Evaluation {

    private static final Set<String> FIELDS = Set.of("user", "address", "client", "policy");

    private final AdminRequest request;
    private final List<Problem> problems = new ArrayList<>();

    Evaluation(AdminRequest request) {
        this.request = request;
    }

    Response answer(JsonNode question) {
        String userName = text(question, "user");
        Optional<IpAddress> address = address(text(question, "address"));
        Optional<ClientModel> client = client(question);
        SecurityPolicy policy = policy(question);
        question.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !FIELDS.contains(name))
                .forEach(name -> problem(name, "unknown-field", "`" + name + "` is not a field", "remove it"));
        if (!problems.isEmpty() || address.isEmpty()) {
            return JsonResponses.problems(problems);
        }
        UserModel user = user(userName);
        PolicyAddress where = PolicyAddress.of(ClientAddress.of(address.get(), Derivation.PEER, 0));
        ObjectNode answer = decision(policy, user, where);
        client.ifPresent(known -> answer.put("addressOf", addressOf(known)));
        return JsonResponses.ok(answer);
    }

    /** The user as the policy in question sees them, with all roles, so that the answer names them even where no list restricts any. */
    private Subject subject(UserModel user, SecurityPolicy policy) {
        Subject known = Subjects.of(request.realm(), user, policy);
        return new Subject(
                RoleGraphs.of(request.realm(), user), known.ipGroups(), known.interfaceUser(), known.allowPassword());
    }

    /** A login with a password and nothing else, at the page of the browser flow. */
    private AccessRequest login(SecurityPolicy policy, UserModel user, Subject subject, PolicyAddress where) {
        MfaEvidence nothing = new MfaEvidence(MfaEvidence.Origin.LOGIN, Set.of(), Optional.empty());
        boolean service = user.getServiceAccountClientLink() != null;
        Step step = new Step.Login(
                service ? LoginKind.SERVICE_ACCOUNT : LoginKind.LOCAL, nothing, Set.of(), Set.of(FactorKind.values()));
        return new AccessRequest(
                policy,
                subject,
                () -> SecondFactors.of(request.session(), request.realm(), user, policy.mfa(), false),
                where,
                step,
                Time.currentTimeMillis() / 1_000);
    }

    private ObjectNode decision(SecurityPolicy policy, UserModel user, PolicyAddress where) {
        Subject subject = subject(user, policy);
        AccessRequest login = login(policy, user, subject, where);
        AccessDecision decision = AccessRule.decide(login);
        Optional<Reason> refusal = decision.refusal().filter(reason -> reason.kind() != Reason.Kind.FACTOR);
        ObjectNode answer = JsonResponses.object();
        answer.putObject("user").put("id", user.getId()).put("username", user.getUsername());
        answer.put("address", where.text());
        answer.put("mode", policy.mode().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        answer.put("allowed", refusal.isEmpty());
        answer.put("reason", refusal.map(Reason::code).orElse(null));
        answer.put("loginPage", EarlyRule.refusal(policy, where).isEmpty());
        answer.put("adminPanel", mayAdminister(policy, login));
        ArrayNode roles = answer.putArray("roles");
        decision.roleDecisions().stream()
                .sorted(Comparator.comparing(verdict -> verdict.role().key()))
                .forEach(verdict -> roles.add(role(verdict)));
        ArrayNode groups = answer.putArray("ipGroups");
        subject.ipGroups().stream().sorted().forEach(groups::add);
        answer.set("mfa", mfa(policy, user, where));
        return answer;
    }

    /** The panel's list, and the roles by which the user would administer, as the admin door judges them (R7). */
    private boolean mayAdminister(SecurityPolicy policy, AccessRequest login) {
        AddressResult result = AddressRule.decide(policy, login.subject(), login.address());
        AdminRoles adminRoles = AdministrativeRoles.over(request.realm(), request.realm());
        return AdminPanelRule.refusal(policy, login.address()).isEmpty()
                && result.refusal().isEmpty()
                && result.roles().withheld().stream().noneMatch(adminRoles::contain);
    }

    private static ObjectNode role(RoleDecision verdict) {
        return JsonResponses.object()
                .put("role", verdict.role().key())
                .put("kept", verdict.kept())
                .put("decidedBy", list(verdict.decidedBy()))
                .put("stock", verdict.role().builtIn());
    }

    private static String list(DecidedBy decidedBy) {
        if (decidedBy instanceof DecidedBy.RoleList roleList) {
            return "role " + roleList.roleKey();
        }
        return decidedBy instanceof DecidedBy.SubscriberList ? "subscriber" : "no list";
    }

    private ObjectNode mfa(SecurityPolicy policy, UserModel user, PolicyAddress where) {
        Optional<MfaRequirement> requirement =
                SecondFactors.requirement(request.session(), request.realm(), user, policy.mfa());
        return JsonResponses.object()
                .put("demanded", requirement.isPresent())
                .put("because", requirement.map(MfaRequirement::code).orElse(null))
                .put("enrolled", Factors.isEnrolled(user))
                .put("mayEnrolHere", EnrolmentRule.allows(policy.mfa(), where));
    }

    private static String addressOf(ClientModel client) {
        AddressSource.Client asking =
                new AddressSource.Client(client.isPublicClient(), IssueAddress.choice(client), false);
        return asking.usesSession() ? "user's last browser step" : "request";
    }

    private String text(JsonNode question, String field) {
        JsonNode value = question.path(field);
        if (!value.isTextual() || value.asText().isBlank()) {
            problem(
                    field,
                    "missing",
                    "`" + field + "` is missing or no text",
                    "send {\"user\": \"alice\", \"address\": \"10.15.1.55\"}");
            return "";
        }
        return value.asText().strip();
    }

    private Optional<IpAddress> address(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Parsed<IpAddress> parsed = AddressParser.parse(text);
        if (parsed instanceof Parsed.Failure<IpAddress> failure) {
            problem("address", "not-an-address", failure.message(), failure.hint());
        }
        return parsed.toOptional();
    }

    private Optional<ClientModel> client(JsonNode question) {
        if (question.path("client").isMissingNode() || question.path("client").isNull()) {
            return Optional.empty();
        }
        String clientId = question.path("client").asText();
        ClientModel client = request.realm().getClientByClientId(clientId);
        if (client == null) {
            problem(
                    "client",
                    "unknown-client",
                    "`" + clientId + "` is not a client of the realm",
                    "write its client id");
        }
        return Optional.ofNullable(client);
    }

    /** The policy in force, or the one that the question brings. */
    private SecurityPolicy policy(JsonNode question) {
        JsonNode draft = question.path("policy");
        if (draft.isMissingNode() || draft.isNull()) {
            return request.policies().policy(request.realm()).policy();
        }
        PolicyDocument.Read read = PolicyDocument.read(draft);
        Decoded decoded = AttributeCodec.decode(read.attributes());
        Stream.concat(read.problems().stream(), decoded.problems().stream())
                .filter(problem -> !problem.isAdvice())
                .forEach(problems::add);
        return decoded.policy();
    }

    private UserModel user(String name) {
        UserModel user = request.session().users().getUserByUsername(request.realm(), name);
        if (user == null) {
            user = request.session().users().getUserById(request.realm(), name);
        }
        if (user == null) {
            throw JsonResponses.refuse(Status.NOT_FOUND, "unknown-user", "`" + name + "` is not a user of the realm");
        }
        request.auth().users().requireView(user);
        return user;
    }

    private void problem(String field, String code, String message, String hint) {
        problems.add(new Problem(field, "", code, message, hint));
    }
}
