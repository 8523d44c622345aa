package dev.securitypolicies.policy;

import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.ip.IpAddress;
import java.util.List;

/**
 * A list of addresses from which something is allowed, compiled. Invalid entries and dangling references are kept as text,
 * so that nothing an admin wrote is lost, but match nothing (R11).
 *
 * @param entries what was written, entry by entry, never empty
 * @param addresses what the valid entries stand for
 */
public record Allowlist(List<String> entries, AddressSet addresses) {

    /** Keeps a copy of the entries. */
    public Allowlist {
        entries = List.copyOf(entries);
    }

    /** Whether the address is in the list. */
    public boolean contains(IpAddress address) {
        return addresses.contains(address);
    }
}
