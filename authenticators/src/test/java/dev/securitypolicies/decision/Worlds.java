package dev.securitypolicies.decision;

import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.ip.ClientAddress;
import dev.securitypolicies.ip.ClientAddress.Derivation;
import dev.securitypolicies.ip.RangeParser;
import dev.securitypolicies.policy.AttributeCodec;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Small pieces that the stories about decisions are told with. */
final class Worlds {

    private Worlds() {}

    /** A policy from short attribute names and values: name, value, name, value. */
    static SecurityPolicy policy(String... namesAndValues) {
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            attributes.put("securityPolicy." + namesAndValues[i], namesAndValues[i + 1]);
        }
        return AttributeCodec.decode(attributes).policy();
    }

    static PolicyAddress from(String address) {
        return PolicyAddress.of(ClientAddress.parse(address, Derivation.PEER));
    }

    static Role role(String name) {
        return new Role(name, Optional.empty(), name, false);
    }

    static Role builtIn(String name) {
        return new Role(name, Optional.empty(), name, true);
    }

    static Subject holding(Role... roles) {
        return subject(new RoleGraph(Set.of(roles), Map.of()), Set.of(), false, false);
    }

    /** A user of no organization, who is no client's. */
    static Subject subject(RoleGraph roles, Set<String> ipGroups, boolean interfaceUser, boolean allowPassword) {
        return new Subject(roles, ipGroups, interfaceUser, allowPassword, Optional.empty(), List.of());
    }

    /** The same user in these organizations. */
    static Subject in(Subject user, Membership... organizations) {
        return new Subject(
                user.roles(),
                user.ipGroups(),
                user.interfaceUser(),
                user.allowPassword(),
                user.ofClient(),
                List.of(organizations));
    }

    /** The addresses of these ranges. */
    static AddressSet set(String... ranges) {
        return AddressSet.of(Stream.of(ranges)
                .flatMap(text -> RangeParser.parse(text).toOptional().stream())
                .toList());
    }

    /** Roles by single letters: granted `a`, and composites such as `a>bc` (a contains b and c). */
    static RoleGraph graph(String granted, String... composites) {
        Map<Role, Set<Role>> parts = new HashMap<>();
        for (String composite : composites) {
            parts.put(role(composite.substring(0, 1)), letters(composite.substring(2)));
        }
        return new RoleGraph(letters(granted), parts);
    }

    static Set<String> kept(AddressResult result) {
        return result.roles().stream()
                .filter(RoleDecision::kept)
                .map(decision -> decision.role().name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Role> letters(String text) {
        Set<Role> roles = new HashSet<>();
        text.chars().forEach(letter -> roles.add(role(Character.toString(letter))));
        return roles;
    }
}
