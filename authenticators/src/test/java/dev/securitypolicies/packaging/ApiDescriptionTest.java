package dev.securitypolicies.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The description of the API is what the settings and the records say; the types of the console page are made from it. */
final class ApiDescriptionTest {

    private static final Path DESCRIPTION = Path.of("src/main/resources/openapi/security-policy.json");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Test
    void theSchemasAreThoseOfTheCode() throws IOException {
        ObjectNode description = (ObjectNode) JSON.readTree(Files.readString(DESCRIPTION));
        ((ObjectNode) description.path("components")).set("schemas", ApiSchemas.all());
        if (Boolean.getBoolean("openapi.write")) {
            Files.writeString(DESCRIPTION, JSON.writeValueAsString(description) + "\n");
        }
        assertThat(JSON.readTree(Files.readString(DESCRIPTION)))
                .as("-Dopenapi.write=true writes it anew")
                .isEqualTo(description);
    }
}
