package dev.securitypolicies.ip;

import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * An immutable set of addresses, compiled for look-up: sorted, disjoint ranges, one array of bounds per family.
 * A look-up is a binary search and allocates nothing.
 */
public final class AddressSet {

    /** The empty set: it contains no address. */
    public static final AddressSet NONE = of(List.of());

    private final Bounds ipv4;
    private final Bounds ipv6;

    /** Every address of either family. */
    public static final AddressSet ALL = of(List.of(AddressRange.Any.ANY));

    private AddressSet(Bounds ipv4, Bounds ipv6) {
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
    }

    /** The union of the ranges. */
    public static AddressSet of(Collection<? extends AddressRange> ranges) {
        return new AddressSet(Bounds.of(IpFamily.IPV4, ranges), Bounds.of(IpFamily.IPV6, ranges));
    }

    /** Whether the address is in the set. Families never match each other. */
    public boolean contains(IpAddress address) {
        return (address.family() == IpFamily.IPV4 ? ipv4 : ipv6).contains(address.high(), address.low());
    }

    /** All addresses that are in this set or in the other. */
    public AddressSet union(AddressSet other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this; // a large one is not copied
        }
        return new AddressSet(ipv4.union(other.ipv4), ipv6.union(other.ipv6));
    }

    /** All addresses that are in any of the sets. Halves are united first, so that no large set is copied for each small one. */
    public static AddressSet union(List<AddressSet> sets) {
        return switch (sets.size()) {
            case 0 -> NONE;
            case 1 -> sets.get(0);
            default -> {
                int half = sets.size() / 2;
                yield union(sets.subList(0, half)).union(union(sets.subList(half, sets.size())));
            }
        };
    }

    /** All addresses that are in this set and in the other. */
    public AddressSet intersection(AddressSet other) {
        return new AddressSet(ipv4.intersection(other.ipv4), ipv6.intersection(other.ipv6));
    }

    /** All addresses, of both families, that are not in this set. */
    public AddressSet complement() {
        return new AddressSet(ipv4.complement(IpFamily.IPV4), ipv6.complement(IpFamily.IPV6));
    }

    /** All addresses that are in this set and not in the other. */
    public AddressSet difference(AddressSet other) {
        return intersection(other.complement());
    }

    /** How many addresses of a family are in this set. */
    public BigInteger size(IpFamily family) {
        return (family == IpFamily.IPV4 ? ipv4 : ipv6)
                .spans(family).stream().map(Span::size).reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** The fewest blocks that hold exactly the addresses of this set, IPv4 first. */
    public List<CidrBlock> blocks() {
        return spans().flatMap(span -> span.blocks().stream()).toList();
    }

    /** The fewest entries that say the same in a list: `*` for all addresses, none for no address. */
    public List<String> entries() {
        return entries(Integer.MAX_VALUE);
    }

    /** The first of these, at most so many: a few thousand addresses leave gaps of millions of blocks. */
    public List<String> entries(int most) {
        return equals(ALL)
                ? List.of("*")
                : spans().flatMap(span -> span.blocks().stream())
                        .limit(most)
                        .map(CidrBlock::toString)
                        .toList();
    }

    /** How many ranges there are that neither overlap nor touch. */
    public int countRanges() {
        return ipv4.count() + ipv6.count();
    }

    /** How many entries say the same. */
    public int countEntries() {
        return equals(ALL) ? 1 : spans().mapToInt(Span::countBlocks).sum();
    }

    private Stream<Span> spans() {
        return Stream.concat(ipv4.spans(IpFamily.IPV4).stream(), ipv6.spans(IpFamily.IPV6).stream());
    }

    /** Whether the set contains no address. */
    public boolean isEmpty() {
        return countRanges() == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressSet set && ipv4.equals(set.ipv4) && ipv6.equals(set.ipv6);
    }

    @Override
    public String toString() {
        return String.join(", ", entries());
    }

    @Override
    public int hashCode() {
        return 31 * ipv4.hashCode() + ipv6.hashCode();
    }
}
