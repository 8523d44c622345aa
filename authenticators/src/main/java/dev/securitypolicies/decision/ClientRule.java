package dev.securitypolicies.decision;

import dev.securitypolicies.ip.AddressSet;
import java.util.Optional;

/** R4: what the allowlist of a client adds, for its service account and for whoever logs in through it by a direct grant. */
public final class ClientRule {

    private ClientRule() {}

    /** Why the address is refused; empty if it is in the list, or if there is no list. An unknown address is in none (R11). */
    public static Optional<Reason> refusal(Optional<AddressSet> list, PolicyAddress address) {
        if (list.isEmpty() || address.isIn(list.get())) {
            return Optional.empty();
        }
        return Optional.of(address.isUnknown() ? Reason.ADDRESS_UNKNOWN : Reason.CLIENT);
    }
}
