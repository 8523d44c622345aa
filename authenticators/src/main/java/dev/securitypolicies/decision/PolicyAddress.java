package dev.securitypolicies.decision;

import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.ip.ClientAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The address a decision is made for. A device grant has two, the browser that approved and the device that redeems, and a
 * token that was made from others has those of all of them: then each address must allow it.
 *
 * @param addresses one address or more
 */
public record PolicyAddress(List<ClientAddress> addresses) {

    /** Refuses an empty list, which would be in every allowlist. */
    public PolicyAddress {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("a decision needs an address");
        }
    }

    /** One address. */
    public static PolicyAddress of(ClientAddress address) {
        return new PolicyAddress(List.of(address));
    }

    /** These addresses and those of the others that are not among them: a list must contain all of them. */
    public PolicyAddress and(PolicyAddress others) {
        List<ClientAddress> all = new ArrayList<>(addresses);
        for (ClientAddress other : others.addresses) {
            if (all.stream().noneMatch(known -> known.address().equals(other.address()))) {
                all.add(other);
            }
        }
        return new PolicyAddress(all);
    }

    /** Whether the set contains every address; an unknown one is in no set (R11). */
    public boolean isIn(AddressSet set) {
        for (ClientAddress client : addresses) {
            if (client.address().isEmpty() || !set.contains(client.address().get())) {
                return false;
            }
        }
        return true;
    }

    /** Whether an address could not be worked out. */
    public boolean isUnknown() {
        return addresses.stream().anyMatch(client -> client.address().isEmpty());
    }

    /** The canonical text of the address, or of both. */
    public String text() {
        return told(ClientAddress::text);
    }

    /** How the address, or each of both, was worked out. */
    public String derivedFrom() {
        return told(ClientAddress::derivedFrom);
    }

    private String told(Function<ClientAddress, String> what) {
        return addresses.size() == 1
                ? what.apply(addresses.get(0))
                : addresses.stream().map(what).collect(Collectors.joining(" and "));
    }
}
