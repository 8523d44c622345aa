package dev.securitypolicies.keycloak.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.securitypolicies.keycloak.representation.ErrorRepresentation;
import dev.securitypolicies.keycloak.representation.ProblemRepresentation;
import dev.securitypolicies.policy.Location;
import dev.securitypolicies.policy.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the API answers: JSON that nobody caches, and errors that say what was expected. */
final class JsonResponses {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonResponses() {}

    static Response ok(Object body) {
        return json(Status.OK, body).build();
    }

    static Response.ResponseBuilder json(Status status, Object body) {
        CacheControl never = new CacheControl();
        never.setNoStore(true);
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .cacheControl(never)
                .entity(JSON.valueToTree(body).toString());
    }

    /** The body of a request; one that is no JSON is a 400. */
    static JsonNode parse(@Nullable String body) {
        try {
            JsonNode parsed = JSON.readTree(body == null ? "" : body);
            return parsed == null || parsed.isMissingNode()
                    ? JSON.getNodeFactory().textNode("")
                    : parsed;
        } catch (JsonProcessingException e) {
            throw new WebApplicationException(problems(List.of(new Problem(
                    "",
                    Location.WHOLE,
                    "not-json",
                    "the body is not valid JSON, or a key stands in it twice",
                    "send the document that GET returns"))));
        }
    }

    /** What a record says that is stored as JSON; empty if somebody has made it something else. */
    static Optional<JsonNode> stored(@Nullable String text) {
        try {
            return Optional.ofNullable(JSON.readTree(text == null ? "{}" : text))
                    .filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** A 400 with everything that is wrong. */
    static Response problems(List<Problem> problems) {
        String message = problems.size() + (problems.size() == 1 ? " problem" : " problems");
        return json(
                        Status.BAD_REQUEST,
                        new ErrorRepresentation("invalid-policy", message, ProblemRepresentation.of(problems)))
                .build();
    }

    /** A 400 for a query parameter that cannot be read. */
    static WebApplicationException badParameter(String message) {
        return refuse(Status.BAD_REQUEST, "bad-parameter", message);
    }

    static WebApplicationException refuse(Status status, String code, String message) {
        return new WebApplicationException(
                json(status, new ErrorRepresentation(code, message, null)).build());
    }
}
