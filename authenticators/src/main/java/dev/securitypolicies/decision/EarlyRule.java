package dev.securitypolicies.decision;

import dev.securitypolicies.policy.IpPolicy;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.Optional;

/**
 * Refuses an address that no list of the realm allows for anybody, before it is known who is asking. Whatever this rule lets
 * through is decided again when the user is known; it never refuses what that decision would allow.
 */
public final class EarlyRule {

    private EarlyRule() {}

    /** Why nobody may come from the address; empty if somebody might. */
    public static Optional<Reason> refusal(SecurityPolicy policy, PolicyAddress address) {
        IpPolicy ip = policy.ip();
        if (ip.subscriber().isEmpty()) {
            return Optional.empty(); // roles without a list of their own may be used from anywhere
        }
        boolean admitsSomebody = address.isIn(ip.subscriber().get().addresses())
                || ip.roles().byRole().values().stream().anyMatch(list -> address.isIn(list.addresses()));
        if (admitsSomebody) {
            return Optional.empty();
        }
        return Optional.of(address.isUnknown() ? Reason.ADDRESS_UNKNOWN : Reason.NOBODY);
    }
}
