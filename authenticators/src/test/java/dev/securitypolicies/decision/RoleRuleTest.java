package dev.securitypolicies.decision;

import static dev.securitypolicies.decision.Worlds.from;
import static dev.securitypolicies.decision.Worlds.graph;
import static dev.securitypolicies.decision.Worlds.holding;
import static dev.securitypolicies.decision.Worlds.kept;
import static dev.securitypolicies.decision.Worlds.policy;
import static dev.securitypolicies.decision.Worlds.role;
import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.decision.RoleDecision.DecidedBy;
import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.ip.Laws;
import dev.securitypolicies.policy.Allowlist;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R2: a role's own allowlist replaces the subscriber's, along the composites too. */
final class RoleRuleTest {

    private static final String INSIDE = "10.15.1.55";
    private static final String OUTSIDE = "67.25.19.198";

    private static final SecurityPolicy TABLE = policy("ip.subscriber", "10.15.1.*", "ip.roles", """
            {"Administrator": ["10.15.1.10", "10.15.1.11", "10.15.1.12"], "Mobile": ["*.*.*.*"]}""");

    @ParameterizedTest(name = "{0} from {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "Alice; 10.15.1.55;   Mobile, Participant",
                "Bill;  10.15.1.11;   Administrator, Mobile, Participant",
                "Chris; 67.25.19.198; Mobile",
            })
    void theTable(String user, String address, String roles) {
        AddressResult decision = AddressRule.decide(
                TABLE, holding(role("Administrator"), role("Mobile"), role("Participant")), from(address));
        assertThat(String.join(", ", kept(decision))).as(user).isEqualTo(roles);
        assertThat(decision.refusal()).isEmpty();
    }

    @Test
    void nestingHasNoDepthThatBreaksADecision() {
        Map<Role, Set<Role>> contained = new HashMap<>();
        for (int depth = 0; depth < 100_000; depth++) {
            contained.put(role("r" + depth), Set.of(role("r" + (depth + 1))));
        }
        RoleGraph deep = new RoleGraph(Set.of(role("r0")), contained);
        Subject subject = Worlds.subject(deep, Set.of(), false, false);
        AddressResult outside = AddressRule.decide(policy("ip.subscriber", "10.15.1.*"), subject, from(OUTSIDE));
        assertThat(outside.roles().withheld()).hasSize(100_001);
        SecurityPolicy wide = policy("ip.subscriber", "10.15.1.*", "ip.roles", "{\"r0\": [\"*\"]}");
        assertThat(AddressRule.decide(wide, subject, from(OUTSIDE)).roles().withheld())
                .isEmpty();
    }

    /** The subscriber is inside; `w` has a wide list (anywhere), `n` a narrow one (elsewhere), other letters none. */
    @ParameterizedTest(name = "{0} {1} from {2}: {4}")
    @CsvSource(
            delimiter = ';',
            value = {
                "a; a>b;      inside;  ab; without own lists the subscriber's decides",
                "a; a>b;      outside; '';  without own lists the subscriber's decides",
                "w; w>b;      outside; bw; a wide list above opens what it contains",
                "a; a>w;      outside; w;  an own list decides for itself, whatever is above it",
                "n; n>b;      inside;  '';  a list that excludes cuts everything below it",
                "n; n>w;      inside;  '';  even below a cut path a wide list does not help",
                "nw; n>b,w>b; inside;  bw; another path is enough",
                "w; w>n;      inside;  w;  every own list on the path must contain the address",
                "a; a>b,b>w,w>c; outside; cw; below the wide list the subscriber's no longer counts",
                "wa; a>b;     outside; w;  a list on another path does not help",
                "a; a>b,b>a;  inside;  ab; a cycle ends",
            })
    void composites(String granted, String composites, String place, String expected, String why) {
        SecurityPolicy policy =
                policy("ip.subscriber", "10.15.1.*", "ip.roles", "{\"w\": [\"*\"], \"n\": [\"192.0.2.1\"]}");
        RoleGraph graph = graph(granted, composites.split(",", -1));
        AddressResult decision = AddressRule.decide(
                policy, Worlds.subject(graph, Set.of(), false, false), from(place.equals("inside") ? INSIDE : OUTSIDE));
        assertThat(String.join("", kept(decision))).as(why).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void agreesWithEveryWalkTriedOneByOne(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < Laws.tries(1_000); i++) {
            RoleGraph graph = randomGraph(random);
            SecurityPolicy policy = randomPolicy(random);
            PolicyAddress address = from(random.nextBoolean() ? INSIDE : OUTSIDE);
            AddressResult decision = AddressRule.decide(policy, Worlds.subject(graph, Set.of(), false, false), address);
            assertThat(kept(decision))
                    .as("%s under %s from %s", graph, policy.ip(), address.text())
                    .isEqualTo(WalkEveryPath.kept(policy, graph, address));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void theEarlyRuleRefusesNobodyWhoWouldBeAllowed(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < Laws.tries(1_000); i++) {
            SecurityPolicy policy = randomPolicy(random);
            PolicyAddress address =
                    from(List.of(INSIDE, OUTSIDE, "192.0.2.1", "nonsense").get(random.nextInt(4)));
            Subject subject = Worlds.subject(randomGraph(random), Set.of(), false, false);
            if (EarlyRule.refusal(policy, address).isPresent()) {
                assertThat(AddressRule.decide(policy, subject, address).refusal())
                        .isPresent();
            }
        }
    }

    @Test
    void eachVerdictNamesTheListThatDecided() {
        RoleGraph graph = graph("wnap", "n>b", "w>c");
        SecurityPolicy policy =
                policy("ip.subscriber", "10.15.1.*", "ip.roles", "{\"w\":[\"*\"],\"n\":[\"192.0.2.1\"]}");
        Map<String, DecidedBy> decidedBy = new HashMap<>();
        AddressRule.decide(policy, Worlds.subject(graph, Set.of(), false, false), from(OUTSIDE))
                .roles()
                .forEach(verdict -> decidedBy.put(verdict.role().name(), verdict.decidedBy()));
        assertThat(decidedBy)
                .containsEntry("w", new DecidedBy.RoleList("w"))
                .containsEntry("c", new DecidedBy.RoleList("w"))
                .containsEntry("n", new DecidedBy.RoleList("n"))
                .containsEntry("b", new DecidedBy.RoleList("n"))
                .containsEntry("a", new DecidedBy.SubscriberList());
    }

    @Test
    void clientRolesAreNamedByClientAndRole() {
        Role editor = new Role("1", Optional.of("my-client"), "editor", false);
        Role dotted = new Role("2", Optional.empty(), "my-client.editor", false);
        Role other = new Role("3", Optional.of("other"), "editor", false);
        SecurityPolicy policy = policy("ip.roles", "{\"my-client.editor\": [\"192.0.2.1\"]}");
        AddressResult decision = AddressRule.decide(policy, holding(editor, dotted, other), from(INSIDE));
        assertThat(decision.roles().withheld())
                .as("a key that matches several roles restricts all of them")
                .containsExactlyInAnyOrder(editor, dotted);
    }

    private static RoleGraph randomGraph(Random random) {
        String letters = "abcdwn";
        List<String> composites = new ArrayList<>();
        for (char parent : letters.toCharArray()) {
            StringBuilder parts = new StringBuilder();
            for (char part : letters.toCharArray()) {
                if (part != parent && random.nextInt(4) == 0) {
                    parts.append(part);
                }
            }
            if (!parts.isEmpty()) {
                composites.add(parent + ">" + parts);
            }
        }
        String granted = letters.substring(random.nextInt(letters.length()));
        return graph(granted, composites.toArray(String[]::new));
    }

    private static SecurityPolicy randomPolicy(Random random) {
        List<String> attributes = new ArrayList<>();
        if (random.nextBoolean()) {
            attributes.addAll(List.of("ip.subscriber", "10.15.1.*"));
        }
        String wide = random.nextBoolean() ? "\"w\":[\"*\"]," : "";
        attributes.addAll(List.of("ip.roles", "{" + wide + "\"n\":[\"10.15.1.*\"],\"d\":[\"192.0.2.1\"]}"));
        return policy(attributes.toArray(String[]::new));
    }

    /** R2 as it is written: tries every walk from a granted role, remembering only whether it has met an own list. */
    private static final class WalkEveryPath {

        static Set<String> kept(SecurityPolicy policy, RoleGraph graph, PolicyAddress address) {
            Set<String> kept = new TreeSet<>();
            for (Role granted : graph.granted()) {
                walk(policy, graph, address, List.of(granted), kept);
            }
            return kept;
        }

        private static void walk(
                SecurityPolicy policy, RoleGraph graph, PolicyAddress address, List<Role> path, Set<String> kept) {
            List<AddressSet> ownLists = path.stream()
                    .flatMap(role -> policy.ip().roles().of(role.key()).stream())
                    .map(Allowlist::addresses)
                    .toList();
            boolean ok = ownLists.isEmpty()
                    ? policy.ip()
                            .subscriber()
                            .map(list -> address.isIn(list.addresses()))
                            .orElse(true)
                    : ownLists.stream().allMatch(address::isIn);
            Role last = path.get(path.size() - 1);
            if (ok) {
                kept.add(last.name());
            }
            for (Role part : graph.partsOf(last)) {
                // A walk may meet a role twice, once before and once behind an own list, but never needs it a third
                // time.
                if (path.stream().filter(part::equals).count() < 2) {
                    List<Role> longer = new ArrayList<>(path);
                    longer.add(part);
                    walk(policy, graph, address, longer, kept);
                }
            }
        }
    }
}
