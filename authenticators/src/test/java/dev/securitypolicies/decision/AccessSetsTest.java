package dev.securitypolicies.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.ip.ClientAddress;
import dev.securitypolicies.ip.ClientAddress.Derivation;
import dev.securitypolicies.ip.IpAddress;
import dev.securitypolicies.ip.Laws;
import dev.securitypolicies.policy.AttributeCodec;
import dev.securitypolicies.policy.IpPolicy;
import dev.securitypolicies.policy.SecurityPolicy;
import dev.securitypolicies.policy.Subscriber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The law of the sets: an address is in one if and only if the decision allows it. */
final class AccessSetsTest {

    private static final String[] RANGES = {
        "10.0.0.0/30", "10.0.0.2", "10.0.0.4/30", "10.0.0.*", "2001:db8::/126", "2001:db8::2", "*", "10.0.0.8/29"
    };

    private final Random random = new Random(20_261_121);

    @Test
    void anAddressIsInTheSetIfAndOnlyIfItIsAllowed() {
        for (int world = 0; world < Laws.tries(3_000); world++) {
            SecurityPolicy policy = policy();
            Subject subject = subject();
            AddressSet set = AccessSets.login(policy, subject);
            for (ClientAddress address : addresses()) {
                boolean allowed = AddressRule.decide(policy, subject, PolicyAddress.of(address))
                        .refusal()
                        .isEmpty();
                assertThat(set.contains(address.address().orElseThrow()))
                        .as("%s at %s with %s, world %s", subject, address.text(), policy.ip(), world)
                        .isEqualTo(allowed);
            }
        }
    }

    @Test
    void anAddressKeepsAllAdminRolesIfAndOnlyIfNoneIsWithheldThere() {
        AdminRoles admin = new AdminRoles(true, client -> false);
        for (int world = 0; world < Laws.tries(1_000); world++) {
            SecurityPolicy policy = policy();
            Subject subject = subject();
            AddressSet set = AccessSets.keepingAll(policy, subject, admin);
            for (ClientAddress address : addresses()) {
                AddressResult result = AddressRule.decide(policy, subject, PolicyAddress.of(address));
                boolean keeps = result.refusal().isEmpty()
                        && result.roles().withheld().stream().noneMatch(admin::contain);
                assertThat(set.contains(address.address().orElseThrow()))
                        .as("%s at %s with %s, world %s", subject, address.text(), policy.ip(), world)
                        .isEqualTo(keeps);
            }
        }
    }

    @Test
    void unionAndIntersectionAreThoseOfTheirMembers() {
        for (int i = 0; i < Laws.tries(3_000); i++) {
            AddressSet a = set();
            AddressSet b = set();
            for (ClientAddress address : addresses()) {
                IpAddress one = address.address().orElseThrow();
                assertThat(a.union(b).contains(one)).isEqualTo(a.contains(one) || b.contains(one));
                assertThat(a.intersection(b).contains(one)).isEqualTo(a.contains(one) && b.contains(one));
            }
        }
    }

    private AddressSet set() {
        return policyOf(Map.of("ip.adminPanel", ranges()))
                .ip()
                .adminPanel()
                .orElseThrow()
                .addresses();
    }

    private List<ClientAddress> addresses() {
        List<ClientAddress> addresses = new ArrayList<>();
        for (int i = 0; i < 18; i++) {
            addresses.add(ClientAddress.parse("10.0.0." + i, Derivation.PEER));
        }
        for (String text : List.of("2001:db8::", "2001:db8::2", "2001:db8::4", "192.0.2.1")) {
            addresses.add(ClientAddress.parse(text, Derivation.PEER));
        }
        return addresses;
    }

    private SecurityPolicy policy() {
        Map<String, String> settings = new HashMap<>();
        settings.put("ip.groups", "{\"vpn\":[\"" + any() + "\"],\"lab\":[\"" + any() + "\"]}");
        if (random.nextBoolean()) {
            settings.put("ip.subscriber", ranges());
        }
        List<String> roles = new ArrayList<>();
        for (String role : List.of("a", "b", "c", "admin")) {
            if (random.nextInt(3) == 0) {
                roles.add("\"" + role + "\":[\"" + any() + "\",\"" + any() + "\"]");
            }
        }
        if (!roles.isEmpty()) {
            settings.put("ip.roles", "{" + String.join(",", roles) + "}");
        }
        return policyOf(settings);
    }

    private static SecurityPolicy policyOf(Map<String, String> settings) {
        Map<String, String> attributes = new HashMap<>();
        settings.forEach((name, value) -> attributes.put("securityPolicy." + name, value));
        return AttributeCodec.decode(attributes).policy();
    }

    private String ranges() {
        return any() + "," + any();
    }

    private String any() {
        return RANGES[random.nextInt(RANGES.length)];
    }

    private Subject subject() {
        Map<Role, Set<Role>> parts = new HashMap<>();
        List<Role> all = List.of(
                Worlds.role("a"), Worlds.role("b"), Worlds.role("c"), Worlds.role("admin"), Worlds.builtIn("offline"));
        all.forEach(role -> parts.put(role, some(all)));
        Set<String> groups = new HashSet<>();
        if (random.nextInt(3) == 0) {
            groups.add(random.nextBoolean() ? "vpn" : "missing");
            if (random.nextInt(3) == 0) {
                groups.add(IpPolicy.NO_RESTRICTIONS);
            }
        }
        Subject plain = Worlds.subject(new RoleGraph(some(all), parts), groups, random.nextInt(5) == 0, false);
        Subject member = random.nextInt(3) == 0 ? Worlds.in(plain, membership("acme"), membership("beta")) : plain;
        return random.nextInt(4) == 0
                ? new Subject(
                        member.roles(),
                        member.ipGroups(),
                        member.interfaceUser(),
                        member.allowPassword(),
                        Optional.of(Worlds.set(any(), any())),
                        member.organizations())
                : member;
    }

    private Membership membership(String name) {
        Optional<AddressSet> list = random.nextInt(4) == 0 ? Optional.empty() : Optional.of(Worlds.set(any(), any()));
        return new Membership(name, name, random.nextInt(3) == 0, new Subscriber(list, random.nextBoolean()));
    }

    private Set<Role> some(List<Role> all) {
        Set<Role> some = new HashSet<>();
        all.forEach(role -> {
            if (random.nextInt(4) == 0) {
                some.add(role);
            }
        });
        return some;
    }
}
