package dev.securitypolicies.ip;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The ranges of one family: first and last address of each, four longs a range, sorted. No two overlap or touch, so that equal sets have
 * equal bounds.
 */
final class Bounds {

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
        long[] bounds = new long[blocks.size() * WIDTH];
        int size = 0;
        for (CidrBlock block : blocks) {
            long[] range = {
                block.first().high(),
                block.first().low(),
                block.last().high(),
                block.last().low()
            };
            size = append(bounds, size, range, 0);
        }
        return new Bounds(Arrays.copyOf(bounds, size));
    }

    /** Both lists are sorted, so one pass over both is enough. */
    Bounds union(Bounds other) {
        long[] merged = new long[sorted.length + other.sorted.length];
        int size = 0;
        int mine = 0;
        int theirs = 0;
        while (mine < sorted.length || theirs < other.sorted.length) {
            boolean takeMine = theirs >= other.sorted.length
                    || (mine < sorted.length
                            && compare(sorted[mine], sorted[mine + 1], other.sorted[theirs], other.sorted[theirs + 1])
                                    <= 0);
            long[] from = takeMine ? sorted : other.sorted;
            int at = takeMine ? mine : theirs;
            size = append(merged, size, from, at);
            mine += takeMine ? WIDTH : 0;
            theirs += takeMine ? 0 : WIDTH;
        }
        return new Bounds(Arrays.copyOf(merged, size));
    }

    /** Appends a range, or widens the last one if they overlap or touch; gives the new size. */
    private static int append(long[] merged, int size, long[] from, int at) {
        if (size == 0 || !meets(merged[size - 2], merged[size - 1], from[at], from[at + 1])) {
            System.arraycopy(from, at, merged, size, WIDTH);
            return size + WIDTH;
        }
        if (compare(from[at + 2], from[at + 3], merged[size - 2], merged[size - 1]) > 0) {
            merged[size - 2] = from[at + 2];
            merged[size - 1] = from[at + 3];
        }
        return size;
    }

    /** Whether a range that begins there leaves no gap behind one that ends here; the very last address is followed by none. */
    private static boolean meets(long endHigh, long endLow, long beginHigh, long beginLow) {
        long nextLow = endLow + 1;
        long nextHigh = nextLow == 0 ? endHigh + 1 : endHigh;
        boolean isLast = nextLow == 0 && nextHigh == 0;
        return isLast || compare(beginHigh, beginLow, nextHigh, nextLow) <= 0;
    }

    Bounds intersection(Bounds other) {
        long[] common = new long[sorted.length + other.sorted.length];
        int size = 0;
        int mine = 0;
        int theirs = 0;
        while (mine < sorted.length && theirs < other.sorted.length) {
            long[] first = laterStart(mine, other, theirs);
            long[] last = earlierEnd(mine, other, theirs);
            if (compare(first[0], first[1], last[0], last[1]) <= 0) {
                System.arraycopy(first, 0, common, size, 2);
                System.arraycopy(last, 0, common, size + 2, 2);
                size += WIDTH;
            }
            boolean mineEnds =
                    compare(sorted[mine + 2], sorted[mine + 3], other.sorted[theirs + 2], other.sorted[theirs + 3])
                            <= 0;
            mine += mineEnds ? WIDTH : 0;
            theirs += mineEnds ? 0 : WIDTH;
        }
        return new Bounds(Arrays.copyOf(common, size));
    }

    private long[] laterStart(int mine, Bounds other, int theirs) {
        return compare(sorted[mine], sorted[mine + 1], other.sorted[theirs], other.sorted[theirs + 1]) >= 0
                ? new long[] {sorted[mine], sorted[mine + 1]}
                : new long[] {other.sorted[theirs], other.sorted[theirs + 1]};
    }

    private long[] earlierEnd(int mine, Bounds other, int theirs) {
        return compare(sorted[mine + 2], sorted[mine + 3], other.sorted[theirs + 2], other.sorted[theirs + 3]) <= 0
                ? new long[] {sorted[mine + 2], sorted[mine + 3]}
                : new long[] {other.sorted[theirs + 2], other.sorted[theirs + 3]};
    }

    /** The ranges between these, from the family's first address to its last. */
    Bounds complement(IpFamily family) {
        return new Bounds(Span.between(spans(family), family).stream()
                .flatMapToLong(Span::bounds)
                .toArray());
    }

    /** The ranges, in order. */
    List<Span> spans(IpFamily family) {
        return Span.of(sorted, family);
    }

    int count() {
        return sorted.length / WIDTH;
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
