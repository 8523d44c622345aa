package dev.securitypolicies.ip;

/** The two families of addresses. They never match each other. */
public enum IpFamily {
    /** RFC 791, 32 bits. */
    IPV4(32),
    /** RFC 4291, 128 bits. */
    IPV6(128);

    private final int bits;

    IpFamily(int bits) {
        this.bits = bits;
    }

    /** The length of an address of this family in bits. */
    public int bits() {
        return bits;
    }
}
