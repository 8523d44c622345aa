package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.PolicyRealm;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A policy in Git opens nothing without somebody's yes. */
final class PipelineIT {

    private static final Path SAMPLES =
            Path.of("../realm-samples").toAbsolutePath().normalize();
    private static final KeycloakNode NODE = Servers.newest();

    @PolicyRealm("pipeline")
    private static Realm realm;

    @BeforeEach
    void aPolicyIsInForce() {
        realm.policy("ip.subscriber", "10.15.1.*, 67.25.19.0/24, 127.0.0.1", "ip.interfaceUsers", "optional");
    }

    /** What a pipeline runs before it applies a policy from Git. */
    @ParameterizedTest(name = "{0}: exit {1}, {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"ip\": {\"subscriber\": [\"10.15.1.0/25\"]}}; 0; no address gains access",
                "{\"ip\": {\"subscriber\": [\"10.15.0.0/23\", \"67.25.19.0/24\"]}}; 1; everyone gains 10.15.0.0/24",
                "{\"ip\": {\"subscriber\": [\"10.15.1\"]}}; 2; the server answered 400",
                "{\"mode\": \"report-only\", \"ip\": {\"subscriber\": [\"10.15.1.*\"]}}; 1; everyone gains all but 10.15.1.0/24, 67.25.19.0/24, 127.0.0.1",
                "{\"realm\": \"pipeline\", \"attributes\": {\"securityPolicy.ip.subscriber\": \"10.15.0.0/23, 127.0.0.1\"}}; 1; everyone gains 10.15.0.0/24",
                "{\"realm\": \"acme\", \"attributes\": {\"securityPolicy.ip.subscriber\": \"10.15.1.0/25\"}}; 2; is of the realm acme",
                "{\"realm\": \"pipeline\", \"attributes\": {\"frontendUrl\": \"\"}}; 2; holds no policy",
                "null; 2; holds no policy",
                "[]; 2; holds no policy",
                "no json; 2; SyntaxError",
            })
    void thePipelineIsTold(String policy, int code, String says) throws IOException, InterruptedException {
        Path file = Files.writeString(Files.createTempFile("policy", ".json"), policy);
        String url = NODE.url() + realm.path("");
        ProcessBuilder check =
                new ProcessBuilder("node", "../realm-samples/check-no-new-access.mjs", url, file.toString());
        check.environment()
                .put("TOKEN", realm.admin().login().json().path("access_token").asText());
        assertExits(check, code, says);
    }

    /** The lines of the sample workflow, as a runner would run them in a checkout. */
    @Test
    void theWorkflowAsksAsAServiceAccountThatMayOnlyView() throws IOException, InterruptedException {
        realm.client(
                "pipeline", Map.of("publicClient", false, "secret", "pipeline-secret", "serviceAccountsEnabled", true));
        realm.administers("service-account-pipeline", "view-realm");
        Path checkout = Files.createTempDirectory("checkout");
        Files.createSymbolicLink(checkout.resolve("realm-samples"), SAMPLES);
        Path proposed = Files.createDirectory(checkout.resolve("proposed"));
        Files.writeString(
                proposed.resolve("policy.json"), "{\"ip\": {\"subscriber\": [\"10.15.0.0/16\", \"127.0.0.1\"]}}");
        String workflow = Files.readString(SAMPLES.resolve("check-policy.yml"));
        String lines = workflow.substring(workflow.indexOf("run: |") + "run: |".length());
        ProcessBuilder check = new ProcessBuilder("bash", "-c", lines);
        check.directory(checkout.toFile());
        check.environment()
                .putAll(Map.of(
                        "KEYCLOAK",
                        NODE.url(),
                        "REALM",
                        realm.name(),
                        "CLIENT",
                        "pipeline",
                        "SECRET",
                        "pipeline-secret"));
        assertExits(check, 1, "everyone gains 10.15.0.0/24, 10.15.2.0/23");
        Files.copy(proposed.resolve("policy.json"), checkout.resolve("policy.json"));
        assertExits(check, 0, "");
        Files.delete(proposed.resolve("policy.json"));
        assertExits(check, 2, "policy.json is not a file");
        Files.createSymbolicLink(proposed.resolve("policy.json"), checkout.resolve("policy.json"));
        assertExits(check, 2, "policy.json is not a file");
    }

    private static void assertExits(ProcessBuilder check, int code, String says)
            throws IOException, InterruptedException {
        Process process = check.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(code);
        assertThat(output).contains(says);
    }
}
