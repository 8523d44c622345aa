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
        return access(composites, compared, MOST_NETWORKS);
    }

    /** The same with at most so many networks of each set, where many answers are kept. */
    public static List<AccessChange> access(CompositeRoles composites, Comparison compared, int networks) {
        return PolicyDifference.between(compared, composites::parts).stream()
                .map(entry -> change(entry, networks))
                .toList();
    }

    private static AccessChange change(Entry entry, int networks) {
        String subject = entry.subject().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new AccessChange(
                subject, entry.name(), addresses(entry.gained(), networks), addresses(entry.lost(), networks));
    }

    /** A set of addresses, with its size; of most addresses also those that are missing, if these can all be named. */
    public static Addresses addresses(AddressSet set) {
        return addresses(set, MOST_NETWORKS);
    }

    private static Addresses addresses(AddressSet set, int networks) {
        AddressSet others = set.complement();
        int missing = others.countEntries();
        boolean shorter = missing < set.countEntries() && missing <= networks;
        return new Addresses(
                set.entries(networks),
                set.countEntries(),
                set.size(IpFamily.IPV4).toString(),
                set.size(IpFamily.IPV6).toString(),
                shorter ? others.entries(networks) : null);
    }
}
