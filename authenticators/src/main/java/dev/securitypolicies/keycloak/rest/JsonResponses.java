package dev.securitypolicies.keycloak.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.securitypolicies.policy.Problem;
import dev.securitypolicies.policy.ProblemPath;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;

/** How the API answers: JSON that nobody caches, and errors that say what was expected. */
final class JsonResponses {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonResponses() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static Response ok(JsonNode body) {
        return json(Status.OK, body).build();
    }

    static Response.ResponseBuilder json(Status status, JsonNode body) {
        CacheControl never = new CacheControl();
        never.setNoStore(true);
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .cacheControl(never)
                .entity(body.toString());
    }

    /** The body of a request; one that is no JSON is a 400. */
    static JsonNode parse(String body) {
        try {
            JsonNode parsed = JSON.readTree(body);
            return parsed == null || parsed.isMissingNode()
                    ? JSON.getNodeFactory().textNode("")
                    : parsed;
        } catch (JsonProcessingException e) {
            throw new WebApplicationException(problems(List.of(new Problem(
                    "",
                    "",
                    "not-json",
                    "the body is not valid JSON, or a key stands in it twice",
                    "send the document that GET returns"))));
        }
    }

    /** A 400 with everything that is wrong. */
    static Response problems(List<Problem> problems) {
        ObjectNode body = error("invalid-policy", problems.size() + (problems.size() == 1 ? " problem" : " problems"));
        body.set("problems", array(problems));
        return json(Status.BAD_REQUEST, body).build();
    }

    static WebApplicationException refuse(Status status, String code, String message) {
        return new WebApplicationException(json(status, error(code, message)).build());
    }

    /** Keycloak's own clients read `errorMessage`. */
    private static ObjectNode error(String code, String message) {
        return object().put("error", code).put("errorMessage", message);
    }

    static ArrayNode array(List<Problem> problems) {
        ArrayNode array = JSON.createArrayNode();
        problems.forEach(problem -> array.addObject()
                .put("path", ProblemPath.of(problem))
                .put("code", problem.code())
                .put("message", problem.message())
                .put("hint", problem.hint()));
        return array;
    }
}
