package dev.securitypolicies.ip;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * An immutable set of addresses, compiled for look-up: sorted, disjoint ranges, one array of bounds per family.
 * A look-up is a binary search and allocates nothing.
 */
public final class AddressSet {

    /** The empty set: it contains no address. */
    public static final AddressSet NONE = of(List.of());

    private final Bounds ipv4;
    private final Bounds ipv6;

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

    /** Whether the set contains no address. */
    public boolean isEmpty() {
        return ipv4.isEmpty() && ipv6.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressSet set && ipv4.equals(set.ipv4) && ipv6.equals(set.ipv6);
    }

    @Override
    public int hashCode() {
        return 31 * ipv4.hashCode() + ipv6.hashCode();
    }

    /** The disjoint ranges of one family: first and last address of each, four longs a range, sorted. */
    private static final class Bounds {

        private static final int WIDTH = 4;

        private final long[] sorted;

        private Bounds(long[] sorted) {
            this.sorted = sorted;
        }

        static Bounds of(IpFamily family, Collection<? extends AddressRange> ranges) {
            List<CidrBlock> blocks = new ArrayList<>();
            for (AddressRange range : ranges) {
                if (range instanceof CidrBlock block && block.first().family() == family) {
                    blocks.add(block);
                } else if (range == AddressRange.Any.ANY) {
                    blocks.add(new CidrBlock(new IpAddress(family, 0, 0), 0));
                }
            }
            // A block that contains another one comes before it.
            blocks.sort(Comparator.comparing(CidrBlock::first).thenComparing(CidrBlock::prefixLength));
            return new Bounds(withoutNested(blocks));
        }

        /** Blocks are nested or disjoint, never partly overlapping, so a block inside the one before it adds nothing. */
        private static long[] withoutNested(List<CidrBlock> blocks) {
            long[] bounds = new long[blocks.size() * WIDTH];
            int size = 0;
            CidrBlock outer = null;
            for (CidrBlock block : blocks) {
                if (outer != null && outer.contains(block.first())) {
                    continue;
                }
                outer = block;
                bounds[size++] = block.first().high();
                bounds[size++] = block.first().low();
                bounds[size++] = block.last().high();
                bounds[size++] = block.last().low();
            }
            return Arrays.copyOf(bounds, size);
        }

        boolean isEmpty() {
            return sorted.length == 0;
        }

        boolean contains(long high, long low) {
            int from = 0;
            int to = sorted.length / WIDTH - 1;
            while (from <= to) {
                int middle = (from + to) >>> 1;
                int at = middle * WIDTH;
                if (compare(high, low, sorted[at], sorted[at + 1]) < 0) {
                    to = middle - 1;
                } else if (compare(high, low, sorted[at + 2], sorted[at + 3]) > 0) {
                    from = middle + 1;
                } else {
                    return true;
                }
            }
            return false;
        }

        private static int compare(long high, long low, long otherHigh, long otherLow) {
            int byHigh = Long.compareUnsigned(high, otherHigh);
            return byHigh != 0 ? byHigh : Long.compareUnsigned(low, otherLow);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bounds bounds && Arrays.equals(sorted, bounds.sorted);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(sorted);
        }
    }
}
