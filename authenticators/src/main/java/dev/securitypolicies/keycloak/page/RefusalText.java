package dev.securitypolicies.keycloak.page;

import dev.securitypolicies.decision.Reason;

/** What an application reads in `error_description`: for its developers and its log, so the code is part of it. */
public final class RefusalText {

    private RefusalText() {}

    /** One line without any address. */
    public static String of(Reason reason) {
        return "Access is restricted from this network (" + reason.code() + ")";
    }
}
