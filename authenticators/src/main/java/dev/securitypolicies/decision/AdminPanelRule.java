package dev.securitypolicies.decision;

import dev.securitypolicies.policy.SecurityPolicy;
import java.util.Optional;

/** R7: from where a realm may be administered. */
public final class AdminPanelRule {

    private AdminPanelRule() {}

    /** Why the address may not administer; empty if it may. An absent list admits any address, even an unknown one. */
    public static Optional<Reason> refusal(SecurityPolicy policy, PolicyAddress address) {
        return policy.ip()
                .adminPanel()
                .filter(list -> !address.isIn(list.addresses()))
                .map(list -> address.isUnknown() ? Reason.ADDRESS_UNKNOWN : Reason.ADMIN_PANEL);
    }
}
