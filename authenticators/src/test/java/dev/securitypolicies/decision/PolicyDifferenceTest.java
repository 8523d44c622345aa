package dev.securitypolicies.decision;

import static dev.securitypolicies.decision.Worlds.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.decision.PolicyDifference.Entry;
import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.ip.CidrBlock;
import dev.securitypolicies.ip.ClientAddress;
import dev.securitypolicies.ip.ClientAddress.Derivation;
import dev.securitypolicies.ip.IpAddress;
import dev.securitypolicies.ip.Laws;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a change of the policy does to addresses: exactly, and nothing where no address decides differently. */
final class PolicyDifferenceTest {

    private static final String[] RANGES = {
        "10.0.0.0/30",
        "10.0.0.2",
        "10.0.0.4/30",
        "10.0.0.0/31",
        "10.0.0.2/31",
        "*",
        "10.0.0.8/29",
        "bad",
        "@vpn",
        "@gone"
    };

    /** The boss is a clerk too, and an intern is, whose role has no list of its own. */
    private static final Map<String, Set<String>> CONTAINED =
            Map.of("boss", Set.of("clerk"), "a", Set.of("b", "c"), "clerk", Set.of("intern"));

    private static final RoleGraph BOSS = new RoleGraph(
            Set.of(Worlds.role("boss")),
            Map.of(
                    Worlds.role("boss"), Set.of(Worlds.role("clerk")),
                    Worlds.role("clerk"), Set.of(Worlds.role("intern"))));

    private final Random random = new Random(13);

    @ParameterizedTest(name = "{0} -> {1}: {2} ({3})")
    @CsvSource(
            delimiter = ';',
            value = {
                "s=10.0.0.0/24;            s=10.0.0.128/25,10.0.0.0/25; '';                              another spelling",
                "s=10.0.0.0/24;            s=10.0.0.0/23;               EVERYONE + 10.0.1.0/24;          wider",
                "s=10.0.0.0/24;            s=10.0.0.0/25;               EVERYONE - 10.0.0.128/25;        narrower",
                "s=10.0.0.0/24;            s='';                        EVERYONE and INTERFACE_USERS;    lifted",
                "r=10.0.0.1;               r=10.0.0.2;                  ROLE boss + 10.0.0.2 - 10.0.0.1; another address",
                "s=10.0.0.0/24;            s=10.0.0.0/24 r=10.0.0.1;    ROLE boss - all of it but one;   a list of its own",
                "s='';                     s=*;                         INTERFACE_USERS;                 no address is restricted and groups are demanded",
                "g=10.0.0.1 s=@vpn;        g=10.0.0.2 s=@vpn;           EVERYONE and IP_GROUP;           only the text of a group",
                "g=10.0.0.1 s=10.9.0.0/16; g=10.0.0.2 s=10.9.0.0/16;    '';                              a group in which nobody could log in anyway",
                "p=10.0.0.1;               p=10.0.0.1,10.0.0.2;         ADMIN_PANEL + 10.0.0.2;          the panel",
                "e=10.0.0.1;               e='';                        ENROLMENT;                       a factor can be set up anywhere",
                "x='';                     x=10.0.0.1;                  EXEMPTION + 10.0.0.1;            a network is trusted",
            })
    void whatChanges(String before, String after, String difference, String why) {
        List<Entry> entries =
                PolicyDifference.between(Comparison.of(read(before), read(after)), PolicyDifferenceTest::parts);
        Set<String> subjects =
                entries.stream().map(entry -> entry.subject().name()).collect(Collectors.toSet());
        Set<String> named = Stream.of(PolicyDifference.Subject.values())
                .map(Enum::name)
                .filter(difference::contains)
                .collect(Collectors.toSet());
        assertThat(subjects).as(why).isEqualTo(named);
        if (difference.matches("\\S+( boss)? [+-] [0-9./]+( - [0-9./]+)?")) {
            Entry entry = entries.get(0);
            String said = entry.subject()
                    + (entry.name().isEmpty() ? "" : " " + entry.name())
                    + (entry.gained().isEmpty() ? "" : " + " + entry.gained())
                    + (entry.lost().isEmpty() ? "" : " - " + entry.lost());
            assertThat(said).as(why).isEqualTo(difference);
        }
    }

    /** Without the list of the boss, a boss outside it keeps what clerks may do anywhere. */
    @Test
    void aListThatLooksRedundant() {
        List<Entry> entries = PolicyDifference.between(
                Comparison.of(
                        policy(
                                "ip.subscriber",
                                "10.0.0.0/24",
                                "ip.roles",
                                "{\"boss\":[\"10.0.0.0/24\"],\"clerk\":[\"*\"]}"),
                        policy("ip.subscriber", "10.0.0.0/24", "ip.roles", "{\"clerk\":[\"*\"]}")),
                PolicyDifferenceTest::parts);
        assertThat(entries)
                .containsExactly(new Entry(
                        PolicyDifference.Subject.ROLE,
                        "clerk",
                        Worlds.set("10.0.0.0/24").complement(),
                        AddressSet.NONE));
    }

    /** Composite roles that contain each other in every which way: anything is taken for possible, and nobody waits. */
    @Test
    void tooManyWays() {
        List<String> keys = IntStream.range(0, 20).mapToObj(i -> "r" + i).toList();
        String roles = keys.stream()
                .map(key -> keys.stream()
                        .filter(other -> !other.equals(key))
                        .map(other -> "\"10." + other.substring(1) + ".0.0/16\"")
                        .collect(Collectors.joining(",", "\"" + key + "\":[", "]")))
                .collect(Collectors.joining(",", "{", "}"));
        List<Entry> entries = PolicyDifference.between(
                Comparison.of(policy("ip.roles", roles), policy("ip.roles", roles.replace("\"r19\"", "\"other\""))),
                key -> Set.copyOf(keys));
        assertThat(entries).hasSize(21).allMatch(entry -> entry.gained().equals(AddressSet.ALL));
    }

    /** What only reports restricts nothing; two that only report are compared by what they would do. */
    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource({
        "enforce, report-only, all but 10.0.0.0/24 gained",
        "report-only, enforce, all but 10.0.0.0/24 lost",
        "report-only, report-only, 10.0.0.0/25 lost"
    })
    void modes(String before, String after, String difference) {
        boolean narrower = difference.startsWith("10");
        List<Entry> entries = PolicyDifference.between(
                Comparison.of(
                        policy("mode", before, "ip.subscriber", "10.0.0.0/24"),
                        policy("mode", after, "ip.subscriber", narrower ? "10.0.0.128/25" : "10.0.0.0/24")),
                PolicyDifferenceTest::parts);
        AddressSet changed =
                narrower ? Worlds.set("10.0.0.0/25") : Worlds.set("10.0.0.0/24").complement();
        assertThat(entries).hasSize(narrower ? 1 : 2);
        assertThat(
                        difference.endsWith("gained")
                                ? entries.get(0).gained()
                                : entries.get(0).lost())
                .isEqualTo(changed);
    }

    /** Millions of comparisons: a difference is empty if and only if no address decides differently. */
    @Test
    void itIsEmptyIfAndOnlyIfNoAddressDecidesDifferently() {
        for (int world = 0; world < Laws.tries(6_000); world++) {
            String[] settings = randomSettings();
            SecurityPolicy before = policy(settings);
            SecurityPolicy after = switch (random.nextInt(3)) {
                case 0 -> before;
                case 1 -> policy(withRoles(settings, rolesLike(settings[3])));
                default -> randomPolicy();
            };
            List<Entry> entries = PolicyDifference.between(Comparison.of(before, after), PolicyDifferenceTest::parts);
            if (entries.isEmpty()) {
                for (Subject subject : subjects()) {
                    for (int last = 0; last < 20; last++) {
                        assertThat(says(before, subject, last))
                                .as("%s before, %s after, at %d", before, after, last)
                                .isEqualTo(says(after, subject, last));
                    }
                }
            }
            for (Entry entry : entries) {
                for (boolean gained : new boolean[] {true, false}) {
                    for (CidrBlock block : (gained ? entry.gained() : entry.lost()).blocks()) {
                        for (IpAddress witness : List.of(block.first(), block.last())) {
                            assertThat(holders(entry))
                                    .as(
                                            "%s %s at %s, %s before, %s after",
                                            entry.subject(), entry.name(), witness, before, after)
                                    .anyMatch(holder -> allows(before, entry, holder, witness) != gained
                                            && allows(after, entry, holder, witness) == gained);
                        }
                    }
                }
            }
        }
    }

    /** What the decider says of the witness that an entry is about. */
    private static boolean allows(SecurityPolicy policy, Entry entry, Subject holder, IpAddress address) {
        PolicyAddress where = PolicyAddress.of(ClientAddress.of(address, Derivation.PEER, 0));
        return switch (entry.subject()) {
            case EVERYONE ->
                AddressRule.decide(policy, Worlds.holding(), where).refusal().isEmpty();
            case ROLE -> {
                AddressResult result = AddressRule.decide(policy, holder, where);
                yield result.refusal().isEmpty()
                        && Worlds.kept(result)
                                .contains(entry.name().equals(PolicyDifference.EVERY_ROLE) ? "any" : entry.name());
            }
            case IP_GROUP ->
                AddressRule.decide(policy, carrier(policy, entry.name()), where)
                        .refusal()
                        .isEmpty();
            case INTERFACE_USERS ->
                AddressRule.decide(policy, Worlds.subject(all(policy), Set.of(), true, false), where)
                        .refusal()
                        .isEmpty();
            case ADMIN_PANEL -> AdminPanelRule.refusal(policy, where).isEmpty();
            case ENROLMENT -> EnrolmentRule.allows(policy.mfa(), where);
            case EXEMPTION ->
                ExemptionRule.applies(
                        policy.mfa(),
                        new SecondFactor(Optional.of(new MfaRequirement.Everyone()), true, 0, false),
                        where);
        };
    }

    /** Who holds a role, directly or as a part of another one. */
    private static List<Subject> holders(Entry entry) {
        String role = entry.name().equals(PolicyDifference.EVERY_ROLE) ? "any" : entry.name();
        Subject direct = Worlds.holding(Worlds.role(role));
        return role.equals("clerk") ? List.of(direct, Worlds.subject(BOSS, Set.of(), false, false)) : List.of(direct);
    }

    private static Set<String> parts(String key) {
        return CONTAINED.getOrDefault(key, Set.of());
    }

    /** Somebody who carries the group and holds every role there is, so that nothing but the group is in their way. */
    private static Subject carrier(SecurityPolicy policy, String group) {
        if (AccessSets.login(policy, Worlds.holding()).equals(AccessSets.anybody(policy.ip()))) {
            return Worlds.subject(RoleGraph.EMPTY, Set.of(group), false, false); // no role goes further
        }
        return Worlds.subject(all(policy), Set.of(group), false, false);
    }

    private static RoleGraph all(SecurityPolicy policy) {
        Set<Role> roles =
                policy.ip().roles().byRole().keySet().stream().map(Worlds::role).collect(Collectors.toSet());
        roles.add(Worlds.role("any"));
        return new RoleGraph(roles, Map.of());
    }

    private static String says(SecurityPolicy policy, Subject subject, int last) {
        PolicyAddress where = from("10.0.0." + last);
        AddressResult result = AddressRule.decide(policy, subject, where);
        return result.refusal().isPresent()
                + " "
                + Worlds.kept(result)
                + AdminPanelRule.refusal(policy, where).isPresent()
                + EnrolmentRule.allows(policy.mfa(), where);
    }

    private static PolicyAddress from(String address) {
        return Worlds.from(address);
    }

    private static List<Subject> subjects() {
        return List.of(
                Worlds.holding(),
                Worlds.holding(Worlds.role("any")),
                Worlds.holding(Worlds.role("boss"), Worlds.role("any")),
                Worlds.holding(Worlds.role("clerk")),
                Worlds.subject(Worlds.graph("a", "a>bc"), Set.of(), false, false),
                Worlds.subject(BOSS, Set.of(), false, false),
                Worlds.subject(BOSS, Set.of(), true, false),
                Worlds.subject(new RoleGraph(Set.of(Worlds.role("boss")), Map.of()), Set.of("vpn"), false, false),
                Worlds.subject(new RoleGraph(Set.of(), Map.of()), Set.of("lab"), false, false));
    }

    private SecurityPolicy randomPolicy() {
        return policy(randomSettings());
    }

    private static String[] withRoles(String[] settings, String roles) {
        String[] others = settings.clone();
        others[5] = roles;
        return others;
    }

    /** Lists that look redundant: those of some roles say what the one for everyone says. */
    private String rolesLike(String subscriber) {
        String list = subscriber.isEmpty() ? "*" : subscriber;
        return "{"
                + Stream.of("boss", "clerk", "b")
                        .filter(role -> random.nextBoolean())
                        .map(role -> "\"" + role + "\":[\""
                                + (random.nextBoolean() ? list : any()).replace(",", "\",\"") + "\"]")
                        .collect(Collectors.joining(","))
                + "}";
    }

    private String[] randomSettings() {
        String roles = random.nextInt(6) == 0
                ? "{not json"
                : "{"
                        + Stream.of("boss", "clerk", "b")
                                .filter(role -> random.nextBoolean())
                                .map(role -> "\"" + role + "\":[\"" + any() + "\",\"" + any() + "\"]")
                                .collect(Collectors.joining(","))
                        + "}";
        return new String[] {
            "ip.groups", "{\"vpn\":[\"" + plain() + "\"],\"lab\":[\"" + plain() + "\"]}",
            "ip.subscriber", maybe(),
            "ip.roles", roles,
            "ip.adminPanel", maybe(),
            "mfa.everyone", "true",
            "mfa.enrolFrom", maybe(),
            "mfa.exemptFrom", maybe()
        };
    }

    private String maybe() {
        return random.nextBoolean() ? "" : any() + "," + any();
    }

    private String any() {
        return RANGES[random.nextInt(RANGES.length)];
    }

    private String plain() {
        return RANGES[random.nextInt(RANGES.length - 2)];
    }

    /** `s` for everyone, `r` for the role boss, `g` for the group vpn, `p` the panel, `e` enrolment, `x` exempt. */
    private static SecurityPolicy read(String text) {
        Map<String, String> names =
                Map.of("s", "ip.subscriber", "p", "ip.adminPanel", "e", "mfa.enrolFrom", "x", "mfa.exemptFrom");
        String[] settings = Stream.of(text.split(" ", -1))
                .flatMap(part -> {
                    String name = part.substring(0, 1);
                    String value = part.substring(2).replace("'", "");
                    return switch (name) {
                        case "r" -> Stream.of("ip.roles", "{\"boss\":[\"" + value + "\"]}");
                        case "g" -> Stream.of("ip.groups", "{\"vpn\":[\"" + value + "\"]}");
                        default -> Stream.of(names.get(name), value);
                    };
                })
                .toArray(String[]::new);
        return policy(settings);
    }

    @Test
    void theSetsOfAUserAreThoseOfTheDecider() {
        for (int world = 0; world < Laws.tries(2_000); world++) {
            SecurityPolicy policy = randomPolicy();
            for (Subject subject : subjects()) {
                Map<String, AddressSet> roles = AccessSets.roles(policy, subject);
                for (int last = 0; last < 20; last++) {
                    PolicyAddress where = from("10.0.0." + last);
                    Set<String> kept = Worlds.kept(AddressRule.decide(policy, subject, where));
                    for (Map.Entry<String, AddressSet> role : roles.entrySet()) {
                        assertThat(where.isIn(role.getValue())).isEqualTo(kept.contains(role.getKey()));
                    }
                }
            }
        }
    }
}
