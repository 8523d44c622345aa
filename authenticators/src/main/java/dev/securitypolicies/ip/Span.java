package dev.securitypolicies.ip;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * All addresses from one to another of the same family.
 *
 * @param first the first address
 * @param last the last address, not before the first
 */
record Span(IpAddress first, IpAddress last) {

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
