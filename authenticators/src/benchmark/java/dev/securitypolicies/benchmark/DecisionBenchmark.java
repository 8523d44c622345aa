package dev.securitypolicies.benchmark;

import dev.securitypolicies.decision.AccessDecision;
import dev.securitypolicies.decision.AccessRequest;
import dev.securitypolicies.decision.AccessRule;
import dev.securitypolicies.decision.LoginKind;
import dev.securitypolicies.decision.MfaEvidence;
import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.decision.Role;
import dev.securitypolicies.decision.RoleGraph;
import dev.securitypolicies.decision.SecondFactor;
import dev.securitypolicies.decision.Step;
import dev.securitypolicies.decision.Subject;
import dev.securitypolicies.ip.AddressRange;
import dev.securitypolicies.ip.ClientAddress;
import dev.securitypolicies.ip.ClientAddress.Derivation;
import dev.securitypolicies.ip.IpAddress;
import dev.securitypolicies.ip.RangeParser;
import dev.securitypolicies.policy.AttributeCodec;
import dev.securitypolicies.policy.SecurityPolicy;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv4.IPv4AddressTrie;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a decision costs: one address, 20 roles (one with a list of its own), the subscriber's list and a user's IP group, each
 * list with that many ranges. Beside it, look-ups of one list by the naive ways and by the library's trie.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecisionBenchmark {

    private static final int ROLES = 20;
    private static final Step REFRESH = new Step.TokenIssue(
            LoginKind.EXISTING_SESSION, MfaEvidence.unseen(), true, true, Optional.empty(), Set.of());

    @Param({"10", "1000", "25000", "100000"})
    int ranges;

    private List<String> texts = List.of();
    private List<AddressRange> parsed = List.of();
    private SecurityPolicy policy = SecurityPolicy.NONE;
    private Set<Role> roles = Set.of();
    private Subject subject = subject(RoleGraph.EMPTY, Set.of());
    private AccessRequest[] inside = new AccessRequest[0];
    private AccessRequest[] outside = new AccessRequest[0];
    private IpAddress[] values = new IpAddress[0];
    private IPv4Address[] libraryValues = new IPv4Address[0];
    private IPv4AddressTrie trie = new IPv4AddressTrie();
    private int next;

    @Setup
    public void build() {
        Random random = new Random(ranges);
        Set<String> distinct = new HashSet<>();
        while (distinct.size() < ranges) {
            distinct.add(random.nextInt(1, 224) + "." + random.nextInt(256) + "." + random.nextInt(256) + ".0/24");
        }
        texts = List.copyOf(distinct);
        parsed = texts.stream()
                .map(text -> RangeParser.parse(text).toOptional().orElseThrow())
                .toList();
        texts.forEach(text -> trie.add(new IPAddressString(text).getAddress().toIPv4()));
        Map<String, String> attributes = new HashMap<>();
        attributes.put(
                "securityPolicy.ip.groups",
                "{\"big\": " + texts.stream().map(text -> "\"" + text + "\"").collect(Collectors.joining(",", "[", "]"))
                        + "}");
        attributes.put("securityPolicy.ip.subscriber", "@big");
        attributes.put("securityPolicy.ip.roles", "{\"role0\": [\"@big\"]}");
        policy = AttributeCodec.decode(attributes).policy();
        roles = new HashSet<>();
        for (int i = 0; i < ROLES; i++) {
            roles.add(new Role("id" + i, Optional.empty(), "role" + i, false));
        }
        subject = subject(new RoleGraph(roles, Map.of()), Set.of("big"));
        probes(random);
    }

    private static Subject subject(RoleGraph roles, Set<String> groups) {
        return new Subject(roles, groups, false, false, Optional.empty(), List.of());
    }

    /** Look-ups find half of their addresses in the list; decisions are made for one half or for the other. */
    private void probes(Random random) {
        int count = 1_024;
        inside = new AccessRequest[count];
        outside = new AccessRequest[count];
        values = new IpAddress[count];
        libraryValues = new IPv4Address[count];
        for (int i = 0; i < count; i++) {
            String in = texts.get(random.nextInt(texts.size())).replace(".0/24", "." + random.nextInt(256));
            String out = "240.0." + random.nextInt(256) + "." + random.nextInt(256);
            inside[i] = request(in);
            outside[i] = request(out);
            String either = i % 2 == 0 ? in : out;
            values[i] = ClientAddress.parse(either, Derivation.PEER).address().orElseThrow();
            libraryValues[i] = new IPAddressString(either).getAddress().toIPv4();
        }
    }

    private AccessRequest request(String address) {
        ClientAddress client = ClientAddress.parse(address, Derivation.PEER);
        return new AccessRequest(
                policy, subject, () -> SecondFactor.NOT_REQUIRED, PolicyAddress.of(client), REFRESH, 0);
    }

    /** The whole decision of a refresh that is allowed: every rule is asked. */
    @Benchmark
    public AccessDecision allowedDecision() {
        return AccessRule.decide(inside[next++ & 1_023]);
    }

    /** The same from where no list lets anybody in. */
    @Benchmark
    public AccessDecision refusedDecision() {
        return AccessRule.decide(outside[next++ & 1_023]);
    }

    /** The first decision of a request, for which its user was just read: the graph of their roles is made anew. */
    @Benchmark
    public AccessDecision firstDecision() {
        Subject fresh = subject(new RoleGraph(roles, Map.of()), Set.of("big"));
        AccessRequest known = inside[next++ & 1_023];
        return AccessRule.decide(
                new AccessRequest(policy, fresh, () -> SecondFactor.NOT_REQUIRED, known.address(), REFRESH, 0));
    }

    /** Half of the one and half of the other. */
    @Benchmark
    public AccessDecision wholeDecision() {
        AccessRequest[] half = (next & 1) == 0 ? inside : outside;
        return AccessRule.decide(half[next++ & 1_023]);
    }

    @Benchmark
    public boolean ourLookUp() {
        return policy.ip().subscriber().orElseThrow().contains(values[next++ & 1_023]);
    }

    @Benchmark
    public boolean trieLookUp() {
        return trie.elementContains(libraryValues[next++ & 1_023]);
    }

    @Benchmark
    public boolean linearLookUp() {
        IpAddress address = values[next++ & 1_023];
        return parsed.stream().anyMatch(range -> range.contains(address));
    }

    @Benchmark
    public boolean parseEachTime() {
        IpAddress address = values[next++ & 1_023];
        return texts.stream()
                .map(RangeParser::parse)
                .anyMatch(range -> range.toOptional().orElseThrow().contains(address));
    }
}
