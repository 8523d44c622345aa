package dev.securitypolicies.ip;

import java.util.Optional;
import java.util.Set;

/**
 * The address a request came from, and how it was worked out.
 *
 * @param address the address, an IPv4-mapped one unmapped; empty if it cannot be known, and then it is in no list
 * @param derivation where it was found
 * @param hop how many trusted hops stand between the server and it; 0 for the socket peer itself
 */
public record ClientAddress(Optional<IpAddress> address, Derivation derivation, int hop) {

    /** Where an address was found. */
    public enum Derivation {
        /** The other end of the connection. */
        PEER("peer"),
        /** The header `X-Forwarded-For` of a trusted proxy. */
        X_FORWARDED_FOR("x-forwarded-for"),
        /** The header `Forwarded` (RFC 7239) of a trusted proxy. */
        FORWARDED("forwarded"),
        /** A note of the session: the user's last browser step. */
        SESSION("session"),
        /** The decision at issue, remembered for the same tokens. */
        ISSUE("issue");

        private final String code;

        Derivation(String code) {
            this.code = code;
        }

        /** The stable code, as it stands in records. */
        public String code() {
            return code;
        }
    }

    /** An address that cannot be known. */
    public static ClientAddress unknown(Derivation derivation, int hop) {
        return new ClientAddress(Optional.empty(), derivation, hop);
    }

    /** A known address; an IPv4-mapped one is unmapped, here and nowhere else. */
    public static ClientAddress of(IpAddress address, Derivation derivation, int hop) {
        return new ClientAddress(Optional.of(address.unmapped()), derivation, hop);
    }

    /** Reads the bare text of an address, as a socket reports it or as a note keeps it. */
    public static ClientAddress parse(String text, Derivation derivation) {
        return AddressParser.parse(text)
                .toOptional()
                .map(address -> of(address, derivation, 0))
                .orElseGet(() -> unknown(derivation, 0));
    }

    /** The canonical text of the address, or `unknown`. */
    public String text() {
        return address.map(IpAddress::toString).orElse("unknown");
    }

    /** What a record says: the derivation, and the hop if there are proxies between. */
    public String derivedFrom() {
        return Set.of(Derivation.X_FORWARDED_FOR, Derivation.FORWARDED).contains(derivation)
                ? derivation.code() + ", hop " + hop
                : derivation.code();
    }
}
