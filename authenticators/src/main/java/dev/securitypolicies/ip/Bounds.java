package dev.securitypolicies.ip;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The disjoint ranges of one family: first and last address of each, four longs a range, sorted. */
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

    /** Appends a range, or widens the last one if they overlap; gives the new size. */
    private static int append(long[] merged, int size, long[] from, int at) {
        boolean overlaps = size > 0 && compare(from[at], from[at + 1], merged[size - 2], merged[size - 1]) <= 0;
        if (!overlaps) {
            System.arraycopy(from, at, merged, size, WIDTH);
            return size + WIDTH;
        }
        if (compare(from[at + 2], from[at + 3], merged[size - 2], merged[size - 1]) > 0) {
            merged[size - 2] = from[at + 2];
            merged[size - 1] = from[at + 3];
        }
        return size;
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
                common[size++] = first[0];
                common[size++] = first[1];
                common[size++] = last[0];
                common[size++] = last[1];
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
