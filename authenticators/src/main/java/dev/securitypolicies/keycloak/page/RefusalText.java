package dev.securitypolicies.keycloak.page;

import dev.securitypolicies.decision.Reason;

/** What an application reads in `error_description`: for its developers and its log, so the code is part of it. */
public final class RefusalText {

    /** The error code of RFC 9470, section 3. */
    public static final String INSUFFICIENT_AUTHENTICATION = "insufficient_user_authentication";

    private RefusalText() {}

    /** One line without any address. */
    public static String of(Reason reason) {
        String words = switch (reason.kind()) {
            case FACTOR -> "Two-factor authentication is required, log in again";
            case CREDENTIAL -> "Login with local credentials is not allowed";
            case NETWORK, NOTICE -> "Access is restricted from this network";
        };
        return words + " (" + reason.code() + ")";
    }
}
