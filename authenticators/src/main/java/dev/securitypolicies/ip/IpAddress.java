package dev.securitypolicies.ip;

import inet.ipaddr.ipv6.IPv6Address;
import java.nio.ByteBuffer;

/**
 * One IP address as a value: comparable, without a zone, a port or a name. Two addresses are equal if and only if their
 * family and all their bits are; an IPv4-mapped IPv6 address is an IPv6 address until {@link #unmapped} is asked for.
 *
 * @param family the family
 * @param high the upper 64 bits of an IPv6 address; zero for IPv4
 * @param low the lower 64 bits of an IPv6 address; the 32 bits of an IPv4 address, unsigned
 */
public record IpAddress(IpFamily family, long high, long low) implements Comparable<IpAddress> {

    private static final long IPV4_MAX = 0xFFFF_FFFFL;
    private static final long MAPPED_PREFIX = 0xFFFFL;

    /** Refuses bits that an address of the family does not have. */
    public IpAddress {
        if (family == IpFamily.IPV4 && (high != 0 || low < 0 || low > IPV4_MAX)) {
            throw new IllegalArgumentException("an IPv4 address has 32 bits");
        }
    }

    /** The IPv4 address with these 32 bits. */
    public static IpAddress ipv4(int bits) {
        return new IpAddress(IpFamily.IPV4, 0, Integer.toUnsignedLong(bits));
    }

    /** The IPv6 address with these bits. */
    public static IpAddress ipv6(long high, long low) {
        return new IpAddress(IpFamily.IPV6, high, low);
    }

    /** Whether this is an IPv4-mapped IPv6 address, `::ffff:0:0/96` (RFC 4291, 2.5.5.2). */
    public boolean isMapped() {
        return family == IpFamily.IPV6 && high == 0 && low >>> 32 == MAPPED_PREFIX;
    }

    /** The IPv4 address inside an IPv4-mapped one; any other address unchanged. */
    public IpAddress unmapped() {
        return isMapped() ? new IpAddress(IpFamily.IPV4, 0, low & IPV4_MAX) : this;
    }

    /** This address with all bits behind the first `prefixLength` set to zero. */
    IpAddress firstOf(int prefixLength) {
        return new IpAddress(family, high & highMask(prefixLength), low & lowMask(prefixLength));
    }

    /** This address with all bits behind the first `prefixLength` set to one. */
    IpAddress lastOf(int prefixLength) {
        long lastLow = low | ~lowMask(prefixLength);
        return family == IpFamily.IPV4
                ? new IpAddress(family, 0, lastLow & IPV4_MAX)
                : new IpAddress(family, high | ~highMask(prefixLength), lastLow);
    }

    /** The address behind this one; behind the last one comes the first again. */
    IpAddress next() {
        if (family == IpFamily.IPV4) {
            return new IpAddress(family, 0, (low + 1) & IPV4_MAX);
        }
        return new IpAddress(family, low == -1L ? high + 1 : high, low + 1);
    }

    /** The address before this one, which is not the first. */
    IpAddress previous() {
        return new IpAddress(family, low == 0 ? high - 1 : high, low - 1);
    }

    private long highMask(int prefixLength) {
        return family == IpFamily.IPV4 ? 0 : leadingOnes(Math.min(prefixLength, 64));
    }

    private long lowMask(int prefixLength) {
        int lowBits = family == IpFamily.IPV4 ? prefixLength + 32 : Math.max(prefixLength - 64, 0);
        return leadingOnes(lowBits);
    }

    private static long leadingOnes(int count) {
        return count == 0 ? 0 : -1L << (64 - count);
    }

    /** IPv4 before IPv6, then by unsigned value. */
    @Override
    public int compareTo(IpAddress other) {
        int byFamily = family.compareTo(other.family);
        if (byFamily != 0) {
            return byFamily;
        }
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** The canonical text: dotted decimal, or RFC 5952 for IPv6. */
    @Override
    public String toString() {
        return family == IpFamily.IPV4
                ? (low >>> 24) + "." + (low >>> 16 & 0xFF) + "." + (low >>> 8 & 0xFF) + "." + (low & 0xFF)
                : new IPv6Address(ByteBuffer.allocate(16)
                                .putLong(high)
                                .putLong(low)
                                .array())
                        .toCanonicalString();
    }
}
