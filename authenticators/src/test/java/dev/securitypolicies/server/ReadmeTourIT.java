package dev.securitypolicies.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The tour of the README, step by step, with the lines that it and the run command show. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ReadmeTourIT {

    private static final Path README = Path.of("../README.md");

    private static String url = "";
    private static KeycloakNode node = Servers.newest();
    private static List<String> lines = List.of();

    @TempDir
    private static Path home = Path.of("");

    @BeforeAll
    static void theRunCommand() throws IOException {
        assumeTrue(isThere("curl") && isThere("sh"), "the tour needs curl and a shell");
        node = SampleServer.start(KeycloakNode.freePort());
        url = node.url();
        lines = List.of(SampleServer.welcome(url).replace("\\\n", "").split("\n", -1)).stream()
                .filter(line -> line.startsWith("curl "))
                .toList();
    }

    @AfterAll
    static void end() {
        if (!url.isEmpty()) {
            node.close();
        }
    }

    @Test
    @Order(1)
    void theThreeLinesShowTheTable() throws Exception {
        assertThat(lines).hasSize(3);
        assertThat(shell(lines.get(0))).isEqualTo("Mobile, Participant");
        assertThat(shell(lines.get(1))).isEqualTo("Administrator, Mobile, Participant");
        assertThat(shell(lines.get(2))).isEqualTo("Mobile");
    }

    @Test
    @Order(2)
    void aForgedHeaderChangesNothing() throws Exception {
        String forged = lines.get(2).replace("X-Forwarded-For: ", "X-Forwarded-For: 10.15.1.11, ");
        assertThat(forged).isNotEqualTo(lines.get(2));
        assertThat(shell(forged)).isEqualTo("Mobile");
    }

    /** The page itself is the matter of other stories. */
    @Test
    @Order(3)
    void withoutItsListMobileRefusesChrisAndTheActivitySaysWhy() throws Exception {
        Realm realm = new Realm(node, "subscriber");
        String roles = "{\"Administrator\": [\"10.15.1.10\", \"10.15.1.11\", \"10.15.1.12\"]}";
        realm.policy("ip.subscriber", "10.15.1.*", "ip.roles", roles);
        assertThat(shell(lines.get(2))).startsWith("invalid_grant: ").contains("ip-nobody");
        assertThat(realm.admin()
                        .get(realm.path("/security-policy/activity?address=67.25.19.198"))
                        .at("/activity/0/reason")
                        .asText())
                .isEqualTo("ip-nobody");
    }

    @Test
    @Order(4)
    void theCommandLineLetsChrisInAgain() throws Exception {
        List<String> commands = Files.readAllLines(README).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("authenticators/target/kcadm.sh "))
                .toList();
        assertThat(commands).hasSize(2);
        for (String command : commands) {
            shell(command.replace("http://localhost:8080", url));
        }
        assertThat(shell(lines.get(2))).isEqualTo("Mobile, Participant");
    }

    @Test
    @Order(5)
    void theWhatIfAnswersForTheDraftWithTheTable() {
        assertThat(keptIfDraft("alice", "10.15.1.55")).containsExactly("Mobile", "Participant");
        assertThat(keptIfDraft("bill", "10.15.1.11")).containsExactly("Administrator", "Mobile", "Participant");
        assertThat(keptIfDraft("chris", "67.25.19.198")).containsExactly("Mobile");
    }

    private static List<String> keptIfDraft(String user, String address) {
        Realm realm = new Realm(node, "subscriber");
        Map<String, Object> roles = Map.of(
                "Administrator", List.of("10.15.1.10", "10.15.1.11", "10.15.1.12"), "Mobile", List.of("*.*.*.*"));
        Map<String, Object> draft = Map.of("ip", Map.of("subscriber", List.of("10.15.1.*"), "roles", roles));
        Map<String, Object> question = Map.of("user", user, "address", address, "policy", draft);
        List<String> kept = new ArrayList<>();
        Admin.expect(200, realm.admin().call("POST", realm.path("/security-policy/evaluate"), question))
                .json()
                .path("roles")
                .forEach(role -> {
                    if (role.path("kept").asBoolean() && !role.path("stock").asBoolean()) {
                        kept.add(role.path("role").asText());
                    }
                });
        return kept;
    }

    private static boolean isThere(String command) {
        return List.of(System.getenv("PATH").split(":", -1)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }

    /** What a line prints, run where the README stands. */
    private static String shell(String line) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", line)
                .directory(Path.of("..").toFile())
                .redirectErrorStream(true);
        builder.environment().put("HOME", home.toString());
        builder.environment().put("KC_OPTS", "-Duser.home=" + home);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
