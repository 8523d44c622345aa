package dev.securitypolicies.ip;

/** One entry of a list of addresses: a block of one family, or any address at all. */
public sealed interface AddressRange permits AddressRange.Any, CidrBlock {

    /** `*`: any address of either family. */
    enum Any implements AddressRange {
        /** The only one. */
        ANY;

        @Override
        public boolean contains(IpAddress address) {
            return true;
        }

        @Override
        public String toString() {
            return "*";
        }
    }

    /** Whether the address is in the range. Families never match each other, mapped addresses are not unmapped. */
    boolean contains(IpAddress address);
}
