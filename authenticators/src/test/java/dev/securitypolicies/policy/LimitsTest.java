package dev.securitypolicies.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nobody who may write the attributes of one realm can make the logins of all expensive. */
final class LimitsTest {

    @Test
    void anAttributeHoldsSoManyCharacters() {
        String longest = "1.2.3.4" + " ".repeat(Limits.MOST_CHARACTERS - 8) + ",";
        assertThat(codes("ip.subscriber", longest)).isEmpty();
        assertThat(codes("ip.subscriber", "1.2.3.4" + ",".repeat(Limits.MOST_CHARACTERS)))
                .containsExactly("too-long");
        assertThat(AttributeCodec.decode(attribute("ip.subscriber", "1.2.3.4" + ",".repeat(Limits.MOST_CHARACTERS)))
                        .policy()
                        .ip()
                        .subscriber()
                        .orElseThrow()
                        .addresses()
                        .isEmpty())
                .as("and matches nothing")
                .isTrue();
        assertThat(codes("ip.groups", "{" + " ".repeat(Limits.MOST_CHARACTERS) + "}"))
                .containsExactly("too-long");
        assertThat(codes("mfa.roles", "a" + ",".repeat(Limits.MOST_CHARACTERS))).containsExactly("too-long");
    }

    @Test
    void aListHoldsSoManyNames() {
        assertThat(codes("mfa.roles", names(Limits.MOST_NAMES))).isEmpty();
        assertThat(codes("mfa.roles", names(Limits.MOST_NAMES + 1))).containsExactly("too-long");
        String roles = IntStream.rangeClosed(0, Limits.MOST_NAMES)
                .mapToObj(i -> "\"r" + i + "\":[\"1.2.3.4\"]")
                .collect(Collectors.joining(",", "{", "}"));
        assertThat(codes("ip.roles", roles)).containsExactly("too-long");
        assertThat(AttributeCodec.decode(attribute("ip.roles", roles))
                        .policy()
                        .ip()
                        .roles()
                        .unreadable())
                .as("then every role is withheld")
                .isPresent();
    }

    @Test
    void aNameHasSoManyCharacters() {
        String longest = "n".repeat(Limits.LONGEST_NAME);
        assertThat(codes("mfa.roles", longest)).isEmpty();
        assertThat(codes("mfa.roles", longest + "n")).containsExactly("too-long");
        assertThat(AttributeCodec.decode(attribute("mfa.roles", longest + "n, short"))
                        .policy()
                        .mfa()
                        .roles())
                .containsExactly("short");
        assertThat(codes("ip.roles", "{\"" + longest + "n\": [\"1.2.3.4\"]}")).containsExactly("too-long");
        assertThat(Reference.in(attribute("mfa.roles", longest))).hasSize(1);
    }

    /** A name of two characters can stand for sixty thousand ranges, and be written as often as there is room. */
    @Test
    void whatNamesOfGroupsStandForIsLimitedToo() {
        String group = IntStream.range(0, 60_000)
                .mapToObj(i ->
                        "\"" + Integer.toHexString(i / 30_000 + 1) + ":" + Integer.toHexString(i % 30_000 + 1) + "::\"")
                .collect(Collectors.joining(",", "{\"g\":[", "]}"));
        String often = "@g,".repeat(300_000);
        AttributeCodec.Decoded same =
                AttributeCodec.decode(Map.of("securityPolicy.ip.groups", group, "securityPolicy.ip.subscriber", often));
        assertThat(same.problems()).isEmpty();
        assertThat(same.policy().ip().groups().values())
                .extracting(Allowlist::addresses)
                .as("one set in memory")
                .containsExactly(same.policy().ip().subscriber().orElseThrow().addresses());
        String roles = IntStream.range(0, 2_000)
                .mapToObj(i -> "\"r" + i + "\":[\"@g\",\"9.9." + i / 250 + "." + i % 250 + "\"]")
                .collect(Collectors.joining(",", "{", "}"));
        AttributeCodec.Decoded copies =
                AttributeCodec.decode(Map.of("securityPolicy.ip.groups", group, "securityPolicy.ip.roles", roles));
        assertThat(copies.problems())
                .hasSizeGreaterThan(400)
                .allMatch(problem -> List.of("too-long", "more-problems").contains(problem.code()));
        long held = copies.policy().ip().roles().byRole().values().stream()
                .mapToLong(list -> list.addresses().countRanges())
                .sum();
        assertThat(held).as("the others match nothing").isPositive().isLessThanOrEqualTo(Limits.MOST_COPIED_RANGES);
    }

    @Test
    void aFloodOfProblemsIsCounted() {
        String bad = IntStream.range(0, Limits.MOST_PROBLEMS + 7)
                .mapToObj(i -> "x" + i)
                .collect(Collectors.joining(","));
        List<Problem> problems =
                AttributeCodec.decode(attribute("ip.subscriber", bad)).problems();
        assertThat(problems).hasSize(Limits.MOST_PROBLEMS + 1);
        assertThat(problems.get(Limits.MOST_PROBLEMS).message()).contains("7 more");
        assertThat(problems.get(Limits.MOST_PROBLEMS).path()).isEmpty();
    }

    private static String names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "r" + i).collect(Collectors.joining(","));
    }

    private static Map<String, String> attribute(String name, String value) {
        return Map.of("securityPolicy." + name, value);
    }

    private static List<String> codes(String name, String value) {
        return AttributeCodec.decode(attribute(name, value)).problems().stream()
                .map(Problem::code)
                .toList();
    }
}
