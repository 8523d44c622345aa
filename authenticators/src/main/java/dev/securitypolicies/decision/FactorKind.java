package dev.securitypolicies.decision;

/** The kinds of second factors that count for R8. */
public enum FactorKind {
    /** A one-time password of an authenticator app. */
    TOTP,
    /** A passkey or security key, asked for beside the password. */
    PASSKEY,
    /** A passkey that takes the place of the password. */
    PASSWORDLESS_PASSKEY
}
