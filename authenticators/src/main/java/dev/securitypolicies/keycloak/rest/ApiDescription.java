package dev.securitypolicies.keycloak.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The description of the API (OpenAPI 3.1), as it stands in the jar. */
final class ApiDescription {

    private static final String OPENAPI = "/openapi/security-policy.json";

    private ApiDescription() {}

    static JsonNode read() {
        try (InputStream description = ApiDescription.class.getResourceAsStream(OPENAPI)) {
            return JsonResponses.parse(new String(description.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
