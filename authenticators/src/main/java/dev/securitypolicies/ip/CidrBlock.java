package dev.securitypolicies.ip;

/**
 * A block of addresses that share a prefix (RFC 4632, RFC 4291). A single address is the block of full length.
 *
 * @param first the first address of the block
 * @param prefixLength how many bits all its addresses share
 */
public record CidrBlock(IpAddress first, int prefixLength) implements AddressRange {

    /** Refuses a length that the family does not have, and host bits. */
    public CidrBlock {
        if (prefixLength < 0 || prefixLength > first.family().bits()) {
            throw new IllegalArgumentException(
                    "a prefix has 0 to " + first.family().bits() + " bits");
        }
        if (!first.firstOf(prefixLength).equals(first)) {
            throw new IllegalArgumentException("`" + first + "` has bits behind the prefix");
        }
    }

    /** The block of this length that the address is in. */
    public static CidrBlock around(IpAddress address, int prefixLength) {
        return new CidrBlock(address.firstOf(prefixLength), prefixLength);
    }

    /** The block of exactly one address. */
    public static CidrBlock single(IpAddress address) {
        return new CidrBlock(address, address.family().bits());
    }

    /** The last address of the block. */
    public IpAddress last() {
        return first.lastOf(prefixLength);
    }

    @Override
    public boolean contains(IpAddress address) {
        return address.family() == first.family()
                && address.firstOf(prefixLength).equals(first);
    }

    /** The canonical text: a bare address, or `address/length`. */
    @Override
    public String toString() {
        return prefixLength == first.family().bits() ? first.toString() : first + "/" + prefixLength;
    }
}
