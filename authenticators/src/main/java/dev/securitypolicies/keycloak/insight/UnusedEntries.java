package dev.securitypolicies.keycloak.insight;

import dev.securitypolicies.ip.CidrBlock;
import dev.securitypolicies.ip.IpAddress;
import dev.securitypolicies.ip.RangeParser;
import dev.securitypolicies.keycloak.representation.NetworksRepresentation.Unused;
import dev.securitypolicies.policy.Allowlist;
import dev.securitypolicies.policy.IpPolicy;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.stream.Stream;

/** The entries of lists from which nobody was seen. */
final class UnusedEntries {

    private static final int MOST_UNUSED = 100;

    private final IpPolicy policy;
    private final NavigableSet<IpAddress> addresses;

    /** Of a policy, by the addresses that were seen. */
    UnusedEntries(IpPolicy policy, NavigableSet<IpAddress> addresses) {
        this.policy = policy;
        this.addresses = addresses;
    }

    List<Unused> all() {
        Stream<Unused> everyone = policy.subscriber().stream().map(list -> unused("everyone", "", list));
        Stream<Unused> roles = policy.roles().byRole().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(role -> unused("role", role.getKey(), role.getValue()));
        Stream<Unused> groups = policy.groups().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(group -> unused("ip-group", group.getKey(), group.getValue()));
        return Stream.of(everyone, roles, groups)
                .flatMap(lists -> lists)
                .filter(list -> !list.entries().isEmpty())
                .toList();
    }

    /** Groups are looked at by themselves, so that an entry that names one is none. */
    private Unused unused(String subject, String name, Allowlist list) {
        return new Unused(
                subject,
                name,
                list.entries().stream()
                        .filter(this::isUnused)
                        .limit(MOST_UNUSED)
                        .toList());
    }

    private boolean isUnused(String entry) {
        return RangeParser.parse(entry)
                .toOptional()
                .filter(range -> range instanceof CidrBlock block && !isUsed(block))
                .isPresent();
    }

    private boolean isUsed(CidrBlock block) {
        IpAddress next = addresses.ceiling(block.first());
        return next != null && block.contains(next);
    }
}
