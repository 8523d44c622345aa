package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.PolicyRealm;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import dev.securitypolicies.server.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole policy of a company from a file, by each of the usual tools, twice: the second time nothing changes. kcadm is run itself; Terraform's provider and
 * keycloak-config-cli come from no package registry, so what they send is sent here, as their sources have it.
 */
final class AsCodeIT {

    private static final String OF_OTHERS = "attributeOfOthers";

    @PolicyRealm("acme")
    private static Realm realm;

    private static JsonNode file;

    /** A copy of the samples. */
    @TempDir
    private static Path folder;

    private static String kcadm = "";

    @BeforeAll
    static void company() throws IOException {
        Path script = folder.resolve("kcadm");
        Files.writeString(script, "#!/bin/sh\nexec sh '" + Servers.kcadm() + "' \"$@\"\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        kcadm = script.toString();
        Path samples = Settings.samples().resolve("as-code");
        for (String name : List.of("acme.json", "apply-with-kcadm.sh")) {
            Files.copy(samples.resolve(name), folder.resolve(name));
        }
        file = new ObjectMapper().readTree(folder.resolve("acme.json").toFile());
        for (String role : List.of("administrator", "treasurer", "field-service")) {
            Admin.expect(201, realm.admin().call("POST", realm.path("/roles"), Map.of("name", role)));
        }
        realm.client("crm", Map.of());
        Admin.expect(
                201,
                realm.admin()
                        .call(
                                "POST",
                                realm.path("/clients/" + realm.clientUuid("crm") + "/roles"),
                                Map.of("name", "editor")));
    }

    @BeforeEach
    void nothingInForce() {
        send(Map.of("realm", "acme", "attributes", Map.of(OF_OTHERS, "theirs")));
    }

    /** Nothing in the file is misspelt, and every name in it names something. */
    @Test
    void theServerHasNothingToSayAboutTheFile() {
        realm.change(Map.of("attributes", attributesWith(file.path("attributes"))));
        assertThat(realm.admin()
                        .get(realm.path("/security-policy/status"))
                        .path("findings")
                        .findValuesAsText("code"))
                .containsOnly("report-only", "master-without-list");
        assertThat(realm.admin().get(realm.path("/security-policy")).path("problems"))
                .isEmpty();
    }

    @Test
    void kcadmMergesAndTheSecondTimeChangesNothing() throws IOException, InterruptedException {
        login();
        apply();
        assertInForce();
        int changes = changes();
        apply();
        assertThat(changes()).isEqualTo(changes);
        assertThat(attributes().path(OF_OTHERS).asText())
                .as("attributes of others stay")
                .isEqualTo("theirs");
    }

    /** Whoever enforces the sample from where it does not let administrators in is told before, and not by the next request's 403. */
    @Test
    void theScriptChangesNothingIfItWouldLockOutWhoeverRunsIt() throws IOException, InterruptedException {
        Path policy = folder.resolve("acme.json");
        String sample = Files.readString(policy);
        Files.writeString(policy, sample.replace("report-only", "enforce"));
        try {
            login();
            assertThat(exitCode(script())).isEqualTo(1);
            assertThat(Files.readString(folder.resolve("log"))).contains("lock-out-caller", "nothing was changed");
            assertThat(realm.admin().get(realm.path("/security-policy")).path("policy"))
                    .isEmpty();
        } finally {
            Files.writeString(policy, sample);
        }
    }

    /** A list that is only taken out of the file would stay in force, and the server was asked about a policy without it. */
    @Test
    void theScriptChangesNothingWhileTheRealmHasMoreThanTheFile() throws IOException, InterruptedException {
        realm.change(Map.of("attributes", Map.of("securityPolicy.sso.forced", "true")));
        login();
        assertThat(exitCode(script())).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("log"))).contains("`securityPolicy.sso.forced` is in the realm");
        assertThat(attributes().has("securityPolicy.ip.groups")).isFalse();
    }

    /** The provider sends the map of its configuration and nothing else; Keycloak removes what is not in it. */
    @Test
    void terraformReplacesAndTheSecondTimeChangesNothing() {
        Map<String, ?> resource = Map.of("realm", "acme", "enabled", true, "attributes", file.path("attributes"));
        send(resource);
        assertInForce();
        int changes = changes();
        send(resource);
        assertThat(changes()).isEqualTo(changes);
        assertThat(attributes().has(OF_OTHERS))
                .as("attributes of others are gone")
                .isFalse();
    }

    /** It sends the file with its own checksum, and at the end of the run puts back what was there before. */
    @Test
    void configCliMergesAndTheSecondTimeChangesNothing() {
        configCli();
        assertInForce();
        int changes = changes();
        configCli();
        assertThat(changes()).isEqualTo(changes);
        assertThat(attributes().path(OF_OTHERS).asText()).isEqualTo("theirs");
    }

    private static void configCli() {
        Map<String, Object> before = attributesWith(file.path("attributes"));
        Map<String, Object> sent = new HashMap<>();
        file.path("attributes")
                .properties()
                .forEach(attribute ->
                        sent.put(attribute.getKey(), attribute.getValue().asText()));
        sent.put("de.adorsys.keycloak.config.import-checksum-default", "0a1b2c");
        send(Map.of("realm", "acme", "attributes", sent));
        before.putAll(sent);
        send(Map.of("realm", "acme", "attributes", before));
    }

    private static void assertInForce() {
        JsonNode stored = attributes();
        file.path("attributes")
                .properties()
                .forEach(attribute -> assertThat(stored.path(attribute.getKey()))
                        .as(attribute.getKey())
                        .isEqualTo(attribute.getValue()));
        JsonNode policy = realm.admin().get(realm.path("/security-policy")).path("policy");
        assertThat(policy.at("/ip/roles/crm.editor")).hasSize(2);
        assertThat(policy.at("/mfa/admins").asBoolean()).isTrue();
        assertThat(policy.at("/session/lifetimeMinutes").asInt()).isEqualTo(600);
    }

    /** How many changes of the policy are on record. */
    private static int changes() {
        return realm.admin()
                .get(realm.path("/security-policy/history?max=200"))
                .path("versions")
                .size();
    }

    private static JsonNode attributes() {
        return realm.admin().get(realm.path("")).path("attributes");
    }

    private static Map<String, Object> attributesWith(JsonNode more) {
        ObjectNode merged = (ObjectNode) attributes();
        more.properties().forEach(attribute -> merged.set(attribute.getKey(), attribute.getValue()));
        Map<String, Object> map = new HashMap<>();
        merged.properties()
                .forEach(attribute ->
                        map.put(attribute.getKey(), attribute.getValue().asText()));
        return map;
    }

    private static void send(Map<String, ?> representation) {
        Admin.expect(204, realm.admin().call("PUT", realm.path(""), representation));
    }

    private static void apply() throws IOException, InterruptedException {
        run(script());
    }

    private static List<String> script() {
        return List.of("sh", folder.resolve("apply-with-kcadm.sh").toString(), kcadm);
    }

    private static void login() throws IOException, InterruptedException {
        String server = realm.node().url();
        run(List.of(
                kcadm,
                "config",
                "credentials",
                "--server",
                server,
                "--realm",
                "master",
                "--user",
                "admin",
                "--password",
                "admin"));
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        assertThat(exitCode(command)).as(() -> "exit code of " + command).isZero();
        assertThat(Files.readString(folder.resolve("log"))).doesNotContain("error");
    }

    private static int exitCode(List<String> command) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("KC_OPTS", "-Duser.home=" + folder);
        return builder.start().waitFor();
    }
}
