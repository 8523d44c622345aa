package dev.securitypolicies.decision;

import dev.securitypolicies.policy.SecurityPolicy.Mode;

/** What becomes of a decision. */
public enum Enforcement {
    /** It is carried out. */
    ENFORCE("enforce"),
    /** It is recorded only, because the realm says so (R14). */
    REPORT_ONLY("report-only"),
    /** It is recorded only, because whoever starts the server says so, for a while (R13). */
    BREAK_GLASS("break-glass");

    private final String code;

    Enforcement(String code) {
        this.code = code;
    }

    /** What a realm's mode means while the glass is not broken. */
    public static Enforcement of(Mode mode) {
        return mode == Mode.REPORT_ONLY ? REPORT_ONLY : ENFORCE;
    }

    /** The stable code, as it stands in records. */
    public String code() {
        return code;
    }
}
