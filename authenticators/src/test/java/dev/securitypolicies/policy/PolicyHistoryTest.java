package dev.securitypolicies.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.securitypolicies.ip.Laws;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a record of a change says is enough to go back behind it. */
final class PolicyHistoryTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Random random = new Random(5);

    @Test
    void aChangeIsUndoneByItsRecord() {
        for (int i = 0; i < Laws.tries(300); i++) {
            Map<String, String> before = settings();
            Map<String, String> after = settings();
            Map<String, String> undone =
                    PolicyHistory.before(after, record(before, after)).orElseThrow();
            assertThat(sets(undone)).isEqualTo(sets(before));
            assertThat(undone.keySet()).isEqualTo(before.keySet());
        }
    }

    @Test
    void whatWasSetForTheFirstTimeIsGone() {
        Map<String, String> after = Map.of("securityPolicy.mfa.admins", "true");
        assertThat(PolicyHistory.before(after, record(Map.of(), after)))
                .hasValueSatisfying(before -> assertThat(before).isEmpty());
    }

    /** A long text that was no object of lists withheld every role, and must not come back as one that can be read. */
    @Test
    void whatCouldNotBeReadIsNotMadeReadable() {
        String broken = "{broken, " + "10.15.1.7, ".repeat(200);
        Map<String, String> before = Map.of("securityPolicy.ip.roles", broken);
        Map<String, String> after = Map.of("securityPolicy.ip.roles", "{\"boss\": [\"10.15.1.7\"]}");
        assertThat(PolicyHistory.before(after, record(before, after))).isEmpty();
    }

    private static ObjectNode record(Map<String, String> before, Map<String, String> after) {
        ObjectNode changes = JSON.createObjectNode();
        SettingChange.between(before, after)
                .forEach(change -> changes.set(change.attribute(), JSON.valueToTree(change.summary())));
        return changes;
    }

    /** What the settings mean: of lists the addresses, whatever their order. */
    private static Map<String, Object> sets(Map<String, String> settings) {
        SecurityPolicy policy = AttributeCodec.decode(settings).policy();
        Map<String, Object> sets = new HashMap<>();
        sets.put("mfa", policy.mfa().admins());
        sets.put("subscriber", policy.ip().subscriber().map(Allowlist::addresses));
        policy.ip().roles().byRole().forEach((role, list) -> sets.put("role " + role, list.addresses()));
        policy.ip().groups().forEach((group, list) -> sets.put("group " + group, list.addresses()));
        return sets;
    }

    /** Short lists stand in a record as they are, long ones by their differences. */
    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        if (random.nextBoolean()) {
            settings.put("securityPolicy.mfa.admins", String.valueOf(random.nextBoolean()));
        }
        if (random.nextInt(3) > 0) {
            settings.put("securityPolicy.ip.subscriber", String.join("\n", ranges()));
        }
        if (random.nextInt(3) > 0) {
            settings.put("securityPolicy.ip.roles", lists("Administrator", "crm.editor"));
        }
        if (random.nextInt(3) > 0) {
            settings.put("securityPolicy.ip.groups", lists("head office", "vpn"));
        }
        return settings;
    }

    private String lists(String... names) {
        return List.of(names).stream()
                .map(name -> "\"" + name + "\": [\"" + String.join("\", \"", ranges()) + "\"]")
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private List<String> ranges() {
        return IntStream.range(0, 1 + random.nextInt(random.nextBoolean() ? 3 : 200))
                .mapToObj(n -> random.nextInt(9) == 0
                        ? "2001:db8:" + n + "::/48"
                        : "10." + random.nextInt(256) + "." + n + ".0/24")
                .distinct()
                .toList();
    }
}
