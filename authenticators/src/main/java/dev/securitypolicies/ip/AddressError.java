package dev.securitypolicies.ip;

/** The kinds of text that are not an address or an address range. The codes are stable. */
public enum AddressError {
    /** Neither an address nor a range in any notation. */
    NOT_AN_ADDRESS("not-an-address"),
    /** A block whose address has bits behind the prefix: every library reads it differently. */
    HOST_BITS("host-bits"),
    /** A prefix that is no number, has a leading zero or is longer than the address. */
    BAD_PREFIX("bad-prefix"),
    /** A wildcard that has not four parts, or whose stars are not the last parts. */
    BAD_WILDCARD("bad-wildcard"),
    /** An IPv4-mapped IPv6 address in a list, where it would never match. */
    MAPPED_ADDRESS("mapped-address"),
    /** An address with a zone id (`%eth0`), which has a meaning on one machine only. */
    ZONE("zone"),
    /** A range written with a dash. */
    DASH_RANGE("dash-range");

    private final String code;

    AddressError(String code) {
        this.code = code;
    }

    /** The stable code, as it stands in problem reports. */
    public String code() {
        return code;
    }
}
