package dev.securitypolicies.ip;

/** The two families of addresses. They never match each other. */
public enum IpFamily {
    /** RFC 791, 32 bits. */
    IPV4(32, 24),
    /** RFC 4291, 128 bits. */
    IPV6(128, 64);

    private final int bits;
    private final int networkBits;

    IpFamily(int bits, int networkBits) {
        this.bits = bits;
        this.networkBits = networkBits;
    }

    /** The length of an address of this family in bits. */
    public int bits() {
        return bits;
    }

    /** The length of the prefix of a usual network, in which one site or device chooses its addresses: what is larger is taken for several. */
    public int networkBits() {
        return networkBits;
    }
}
