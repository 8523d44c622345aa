package dev.securitypolicies.policy;

/**
 * Something in the configuration that does not say what its author meant. Problems never stop a policy from being compiled:
 * the part they are about is read in the way that admits the least (R11).
 *
 * @param attribute the full name of the realm attribute
 * @param position where in it: `entry 3`, `key \`vpn\`, entry 2`, or a line and column; empty for the whole value
 * @param code the stable kind of problem
 * @param message what is wrong, in lower case, with the input in backticks
 * @param hint what to write instead
 */
public record Problem(String attribute, String position, String code, String message, String hint) {

    /** A kind of problem that is an advice: the entry means what it says, and perhaps not what its author meant. */
    static final String IPV4_ONLY = "ipv4-only";

    /** A kind of problem: more than an attribute may hold. */
    static final String TOO_LONG = "too-long";

    /** Whether the text is understood in full, and only deserves a second look. */
    public boolean isAdvice() {
        return code.equals(IPV4_ONLY);
    }

    @Override
    public String toString() {
        String where = position.isEmpty() ? attribute : attribute + ", " + position;
        return where + ": " + message + "; " + hint;
    }
}
