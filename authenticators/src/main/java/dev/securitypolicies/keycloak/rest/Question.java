package dev.securitypolicies.keycloak.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.ip.AddressParser;
import dev.securitypolicies.ip.IpAddress;
import dev.securitypolicies.ip.Parsed;
import dev.securitypolicies.keycloak.representation.QuestionRepresentation;
import dev.securitypolicies.policy.AttributeCodec;
import dev.securitypolicies.policy.AttributeCodec.Decoded;
import dev.securitypolicies.policy.Location;
import dev.securitypolicies.policy.PolicyDocument;
import dev.securitypolicies.policy.Problem;
import dev.securitypolicies.policy.SecurityPolicy;
import jakarta.ws.rs.core.Response.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.UserModel;

/** Reads the question of a what-if: who, from where, through which client, under which policy. */
final class Question {

    private final AdminRequest request;
    private final JsonNode question;
    private final List<Problem> problems = new ArrayList<>();

    Question(AdminRequest request, JsonNode question) {
        this.request = request;
        this.question = question;
    }

    /**
     * A question that can be answered.
     *
     * @param user the name or id of a user
     * @param address where they are
     * @param client through which client; empty if that is not asked
     * @param organization the alias of the organization that the login asks for; empty if it asks for none
     * @param policy the policy in force, or the one that the question brings
     */
    record Asked(
            String user,
            IpAddress address,
            Optional<ClientModel> client,
            Optional<String> organization,
            SecurityPolicy policy) {}

    /** Everything that is wrong with the question. */
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** The question; empty if there are problems. */
    Optional<Asked> asked() {
        String userName = text("user");
        Optional<IpAddress> address = address(text("address"));
        Optional<ClientModel> client = client();
        SecurityPolicy policy = policy();
        question.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !QuestionRepresentation.FIELDS.contains(name))
                .forEach(name -> problem(name, "unknown-field", "`" + name + "` is not a field", "remove it"));
        return problems.isEmpty()
                ? address.map(where -> new Asked(userName, where, client, organization(), policy))
                : Optional.empty();
    }

    private String text(String field) {
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

    private Optional<String> organization() {
        return Optional.of(question.path("organization").asText().strip()).filter(alias -> !alias.isEmpty());
    }

    private Optional<ClientModel> client() {
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
    private SecurityPolicy policy() {
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

    /** The user, if the caller may see them. */
    UserModel user(String name) {
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
        problems.add(new Problem(field, Location.WHOLE, code, message, hint));
    }
}
