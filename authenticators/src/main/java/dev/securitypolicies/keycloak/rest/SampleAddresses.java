package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.ip.AddressParser;
import dev.securitypolicies.ip.CidrBlock;
import dev.securitypolicies.ip.ClientAddress;
import dev.securitypolicies.ip.ClientAddress.Derivation;
import dev.securitypolicies.ip.IpAddress;
import dev.securitypolicies.ip.RangeParser;
import dev.securitypolicies.policy.Allowlist;
import dev.securitypolicies.policy.IpPolicy;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Addresses that stand for all addresses: the first one of every range in the policy, and one of each family that is in none of
 * them most likely. Every list is a union of ranges, and where ranges overlap, the overlap begins where one of them does; so if
 * any address at all is allowed, then one of these is.
 */
final class SampleAddresses {

    /** A policy with more ranges is sampled. */
    private static final int MOST = 2_000;

    private static final List<String> OUTSIDE = List.of("198.18.0.1", "2001:2::1");

    private SampleAddresses() {}

    static List<PolicyAddress> of(SecurityPolicy policy) {
        IpPolicy ip = policy.ip();
        Stream<Allowlist> lists = Stream.of(
                        ip.adminPanel().stream(),
                        ip.subscriber().stream(),
                        ip.roles().byRole().values().stream(),
                        ip.groups().values().stream())
                .flatMap(found -> found);
        Stream<IpAddress> starts = lists.flatMap(list -> list.entries().stream())
                .filter(entry -> !entry.startsWith("@"))
                .map(entry -> RangeParser.parse(entry).toOptional())
                .flatMap(Optional::stream)
                .map(range ->
                        range instanceof CidrBlock block ? Optional.of(block.first()) : Optional.<IpAddress>empty())
                .flatMap(Optional::stream);
        Stream<IpAddress> outside = OUTSIDE.stream()
                .map(text -> AddressParser.parse(text).toOptional())
                .flatMap(Optional::stream);
        return Stream.concat(outside, starts)
                .distinct()
                .limit(MOST)
                .map(address -> PolicyAddress.of(ClientAddress.of(address, Derivation.PEER, 0)))
                .toList();
    }
}
