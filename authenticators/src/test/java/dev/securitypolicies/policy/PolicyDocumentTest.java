package dev.securitypolicies.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.securitypolicies.ip.Laws;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The policy as a document says what the attributes say, and the other way round. */
final class PolicyDocumentTest {

    private static final List<String> VALUES = List.of(
            "true",
            "FALSE",
            "",
            "enforce",
            "report-only",
            "Optional",
            "required",
            "performed",
            "480",
            "5",
            "0",
            "super-admin",
            "Super-Admin",
            "admin, it-admin, super-admin",
            "10.15.1.*, @vpn",
            "bad, 1.2.3.4",
            "{\"vpn\": [\"10.15.1.*\", \"oops\"]}",
            "{\"a.b\": [\"@vpn\", \"\"], \"c\": []}",
            "a, b",
            "x@y.z");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsReadIsWrittenAsTheSamePolicy(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < Laws.tries(2_000); i++) {
            Map<String, String> attributes = readable(random);
            PolicyDocument.Read back = PolicyDocument.read(PolicyDocument.write(attributes));
            assertThat(back.problems()).as("%s", attributes).isEmpty();
            assertThat(AttributeCodec.decode(back.attributes()).policy())
                    .as("%s", attributes)
                    .isEqualTo(AttributeCodec.decode(attributes).policy());
            assertThat(PolicyDocument.read(PolicyDocument.write(back.attributes())))
                    .as("a second time nothing changes")
                    .isEqualTo(back);
        }
    }

    /** Attributes that a document can hold in their own shape; text that cannot be read stays text, and is refused there. */
    private static Map<String, String> readable(Random random) {
        Map<String, String> attributes = new HashMap<>();
        for (Setting<?> setting : Setting.all()) {
            String value = VALUES.get(random.nextInt(VALUES.size()));
            boolean fits = switch (setting.type().shape()) {
                case FLAG -> value.equals("true") || value.equals("FALSE");
                case NUMBER -> value.matches("[0-9]+");
                case LISTS -> value.startsWith("{");
                case WORD, TEXT, LIST -> true;
            };
            if (fits || value.isEmpty()) {
                attributes.put(setting.attribute(), value);
            }
        }
        return attributes;
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '#',
            value = {
                "mode~                    Enforce~      an explicit default, in any case",
                "mfa.everyone~            false~        a switch that is off",
                "mfa.graceDays~           0~            no days",
                "mfa.sessions~            enrolled~     the milder choice is the default",
                "ip.interfaceUsers~       required~     the stricter choice is the default",
                "ip.subscriber~           # ,\n#~       a list of nothing",
                "ip.roles~                {\"a\": []}~  a list of nothing, by name",
            })
    void whatSaysNoMoreThanAbsenceIsLeftOut(String name, String value, String why) {
        Map<String, String> attributes = Map.of("securityPolicy." + name, value);
        assertThat(PolicyDocument.read(PolicyDocument.write(attributes)).attributes())
                .as(why)
                .isEmpty();
        assertThat(AttributeCodec.decode(attributes).policy()).as(why).isEqualTo(SecurityPolicy.NONE);
    }

    /** A rename is followed in what is written, and cannot be in a default. */
    @Test
    void aNameThatIsWrittenStays() {
        Map<String, String> attributes = Map.of(
                "securityPolicy.mfa.adminRoles", "admin, it-admin, super-admin",
                "securityPolicy.superAdmin.role", "super-admin");
        assertThat(PolicyDocument.read(PolicyDocument.write(attributes)).attributes())
                .isEqualTo(attributes);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '#',
            value = {
                "[]~                              wrong-type ~                      no object",
                "{\"mode\": true}~                wrong-type /mode~                 a switch for a word",
                "{\"mfa\": {\"admins\": \"TRUE\"}}~ wrong-type /mfa/admins~         text for a switch",
                "{\"mfa\": {\"graceDays\": 1.5}}~ wrong-type /mfa/graceDays~        no whole number",
                "{\"mfa\": {\"roles\": [1]}}~     wrong-type /mfa/roles~            a number in a list",
                "{\"ip\": {\"roles\": {\"a\": \"x\"}}}~ wrong-type /ip/roles~       text for a list",
                "{\"ip\": {\"subscribers\": []}}~ unknown-setting /ip/subscribers~  a misspelt field",
                "{\"ip\": []}~                    unknown-setting /ip~              no object where one must be",
                "{\"IP\": {}}~                    unknown-setting /IP~              names are case-sensitive",
            })
    void whatHasNoPlaceOrShapeIsReported(String document, String codeAndPath, String why)
            throws JsonProcessingException {
        JsonNode body = new ObjectMapper().readTree(document);
        assertThat(PolicyDocument.read(body).problems())
                .extracting(problem -> problem.code() + " " + problem.path())
                .as(why)
                .containsExactly(codeAndPath.contains(" ") ? codeAndPath : codeAndPath + " ");
    }

    /** Whoever keeps the policy as code has it in no other form. */
    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void aRealmSaysWhatItsAttributesSay(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < Laws.tries(500); i++) {
            Map<String, String> attributes = readable(random);
            ObjectNode realm = JsonNodeFactory.instance.objectNode().put("realm", "acme");
            attributes.forEach(realm.putObject("attributes").put("ofOthers", "1")::put);
            PolicyDocument.Read read = PolicyDocument.readAnyForm(realm);
            assertThat(read.problems()).as("%s", realm).isEmpty();
            assertThat(AttributeCodec.decode(read.attributes()).policy())
                    .as("%s", realm)
                    .isEqualTo(AttributeCodec.decode(attributes).policy());
        }
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '#',
            value = {
                "{\"attributes\": {\"securityPolicy.mfa.admins\": true}}~ securityPolicy.mfa.admins=true~ Keycloak stores a switch as text",
                "{\"attributes\": {\"securityPolicy.mfa.graceDays\": 7}}~ securityPolicy.mfa.graceDays=7~ and a number",
                "{\"attributes\": {\"securityPolicy.mode\": null}}~ ''~ null is nothing",
                "{\"attributes\": {}}~ ''~ a realm without a policy",
                "{\"attributes\": {\"securityPolicy.ip.subscriber\": [\"10.0.0.1\"]}}~ wrong-type /ip/subscriber~ a list where text is stored",
                "{\"attributes\": {\"securityPolicy.ip.subscribers\": \"\"}}~ unknown-setting /ip/subscribers~ a misspelt name",
                "{\"attributes\": {\"securityPolicy.mode\": \"enforce\"}, \"ip\": {}}~ unknown-setting /attributes~ two forms at once",
                "{\"attributes\": \"\"}~ unknown-setting /attributes~ no attributes",
                "{\"attributes\": {\"SecurityPolicy.mode\": \"enforce\"}}~ unknown-setting /SecurityPolicy/mode~ a misspelt prefix",
            })
    void aRealmIsReadAsKeycloakWouldStoreIt(String body, String means, String why) throws JsonProcessingException {
        PolicyDocument.Read read = PolicyDocument.readAnyForm(new ObjectMapper().readTree(body));
        assertThat(Stream.concat(
                        read.attributes().entrySet().stream().map(String::valueOf),
                        read.problems().stream().map(problem -> problem.code() + " " + problem.path())))
                .as(why)
                .containsExactlyElementsOf(means.equals("''") ? List.of() : List.of(means));
    }

    /** What one tool would save and another one is asked about must not differ. */
    @Test
    void twoFormsAtOnceAreNeither() throws JsonProcessingException {
        JsonNode body = new ObjectMapper()
                .readTree("{\"attributes\": {\"securityPolicy.ip.subscriber\": \"*\"},"
                        + " \"policy\": {\"ip\": {\"subscriber\": [\"10.0.0.0/8\"]}}}");
        for (PolicyDocument.Read read : List.of(PolicyDocument.readAnyForm(body), PolicyDocument.readAnswer(body))) {
            assertThat(read.attributes()).isEmpty();
            assertThat(read.problems()).extracting(Problem::path).containsExactly("/attributes", "/policy");
        }
    }

    @Test
    void aPathLeadsToTheEntryWhateverItsKeyIsCalled() {
        List<Problem> problems = AttributeCodec.decode(
                        Map.of("securityPolicy.ip.roles", "{\"a`, entry 9/~b\": [\"10.0.0.1\", \"x\"]}"))
                .problems();
        assertThat(problems).extracting(Problem::path).containsExactly("/ip/roles/a`, entry 9~1~0b/1");
    }
}
