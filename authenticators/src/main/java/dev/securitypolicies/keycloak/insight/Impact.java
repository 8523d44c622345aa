package dev.securitypolicies.keycloak.insight;

import dev.securitypolicies.decision.Comparison;
import dev.securitypolicies.decision.PolicyDifference;
import dev.securitypolicies.decision.PolicyDifference.Entry;
import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.ip.IpFamily;
import dev.securitypolicies.keycloak.representation.ImpactRepresentation.AccessChange;
import dev.securitypolicies.keycloak.representation.ImpactRepresentation.Addresses;
import java.util.List;
import java.util.Locale;

/** The exact difference of two policies, as the API says it. */
public final class Impact {

    private static final int MOST_NETWORKS = 100;

    private Impact() {}

    /** Which addresses are let in or shut out. */
    public static List<AccessChange> access(CompositeRoles composites, Comparison compared) {
        return PolicyDifference.between(compared, composites::parts).stream()
                .map(Impact::change)
                .toList();
    }

    private static AccessChange change(Entry entry) {
        String subject = entry.subject().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new AccessChange(subject, entry.name(), addresses(entry.gained()), addresses(entry.lost()));
    }

    /** A set of addresses, with its size; of most addresses also those that are missing. */
    public static Addresses addresses(AddressSet set) {
        AddressSet others = set.complement();
        boolean shorter = others.countEntries() < set.countEntries();
        return new Addresses(
                set.entries(MOST_NETWORKS),
                set.countEntries(),
                set.size(IpFamily.IPV4).toString(),
                set.size(IpFamily.IPV6).toString(),
                shorter ? others.entries(MOST_NETWORKS) : null);
    }
}
