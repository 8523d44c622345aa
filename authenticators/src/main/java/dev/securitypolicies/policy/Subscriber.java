package dev.securitypolicies.policy;

import dev.securitypolicies.ip.AddressSet;
import java.util.Optional;

/**
 * A tenant: from where its people may come, and whether all of them must have a second factor. A realm is one (R1, R8), and an organization is
 * one for its members (R17).
 *
 * @param addresses from where they may come; empty: from anywhere
 * @param factorRequired whether each of them must have a second factor
 */
public record Subscriber(Optional<AddressSet> addresses, boolean factorRequired) {

    /** Asks nothing of anybody. */
    public static final Subscriber NONE = new Subscriber(Optional.empty(), false);

    /** The realm as a tenant. */
    static Subscriber of(IpPolicy ip, MfaPolicy mfa) {
        return new Subscriber(ip.subscriber().map(Allowlist::addresses), mfa.everyone());
    }

    /** Whether anything is asked of its people at all. */
    public boolean restricts() {
        return addresses.isPresent() || factorRequired;
    }
}
