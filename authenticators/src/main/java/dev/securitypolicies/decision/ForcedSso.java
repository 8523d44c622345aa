package dev.securitypolicies.decision;

import dev.securitypolicies.policy.SecurityPolicy;

/** R6: who may not log in with local credentials. */
public final class ForcedSso {

    private ForcedSso() {}

    /** Whether a login of this user by local credentials is refused. */
    public static boolean refuses(SecurityPolicy policy, Subject subject) {
        return policy.ssoForced() && !subject.allowPassword();
    }
}
