package dev.securitypolicies.ip;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * All addresses from one to another of the same family.
 *
 * @param first the first address
 * @param last the last address, not before the first
 */
record Span(IpAddress first, IpAddress last) {

    /** Those of a family, from the bounds of each. */
    static List<Span> of(long[] bounds, IpFamily family) {
        List<Span> spans = new ArrayList<>(bounds.length / 4);
        for (int at = 0; at < bounds.length; at += 4) {
            spans.add(new Span(
                    new IpAddress(family, bounds[at], bounds[at + 1]),
                    new IpAddress(family, bounds[at + 2], bounds[at + 3])));
        }
        return spans;
    }

    /** What lies between sorted spans that neither overlap nor touch, from the family's first address to its last. */
    static List<Span> between(List<Span> spans, IpFamily family) {
        List<Span> gaps = new ArrayList<>();
        IpAddress from = new IpAddress(family, 0, 0);
        IpAddress end = from.lastOf(0);
        boolean more = true;
        for (Span span : spans) {
            if (from.compareTo(span.first) < 0) {
                gaps.add(new Span(from, span.first.previous()));
            }
            from = span.last.next();
            more = !span.last.equals(end);
        }
        if (more) {
            gaps.add(new Span(from, end));
        }
        return gaps;
    }

    /** The two numbers of the first address, and those of the last. */
    LongStream bounds() {
        return LongStream.of(first.high(), first.low(), last.high(), last.low());
    }

    /** How many addresses there are. */
    BigInteger size() {
        return number(last).subtract(number(first)).add(BigInteger.ONE);
    }

    /** The fewest blocks that hold exactly these addresses: each as large as its first address and the end allow. */
    List<CidrBlock> blocks() {
        List<CidrBlock> blocks = new ArrayList<>();
        IpAddress next = first;
        while (true) {
            CidrBlock block = largestFrom(next);
            blocks.add(block);
            if (block.last().equals(last)) {
                return blocks;
            }
            next = block.last().next();
        }
    }

    /** How many blocks these are, without making them. */
    int countBlocks() {
        BigInteger from = number(first);
        BigInteger behind = number(last).add(BigInteger.ONE);
        int count = 0;
        while (from.compareTo(behind) < 0) {
            if (from.testBit(0)) {
                count++;
                from = from.add(BigInteger.ONE);
            }
            if (behind.testBit(0)) {
                count++;
                behind = behind.subtract(BigInteger.ONE);
            }
            from = from.shiftRight(1);
            behind = behind.shiftRight(1);
        }
        return count;
    }

    private CidrBlock largestFrom(IpAddress address) {
        int prefix = address.family().bits();
        while (prefix > 0
                && address.firstOf(prefix - 1).equals(address)
                && address.lastOf(prefix - 1).compareTo(last) <= 0) {
            prefix--;
        }
        return new CidrBlock(address, prefix);
    }

    private static BigInteger number(IpAddress address) {
        return new BigInteger(Long.toUnsignedString(address.high()))
                .shiftLeft(Long.SIZE)
                .add(new BigInteger(Long.toUnsignedString(address.low())));
    }
}
