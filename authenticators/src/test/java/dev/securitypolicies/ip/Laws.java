package dev.securitypolicies.ip;

/** How often a law is tried; mutation tests try it less often, since they try it a thousand times. */
public final class Laws {

    private static final int DIVISOR = Integer.getInteger("laws.divisor", 1);

    private Laws() {}

    /** So many tries, or the part of them that this run has time for. */
    public static int tries(int normally) {
        return Math.max(1, normally / DIVISOR);
    }
}
