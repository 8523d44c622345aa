package dev.securitypolicies.policy;

/**
 * Something in the configuration that does not say what its author meant. Problems never stop a policy from being compiled:
 * the part they are about is read in the way that admits the least (R11).
 *
 * @param attribute the full name of the realm attribute; empty for the document as a whole
 * @param location where in it
 * @param code the stable kind of problem
 * @param message what is wrong, in lower case, with the input in backticks
 * @param hint what to write instead
 */
public record Problem(String attribute, Location location, String code, String message, String hint) {

    /** A kind of problem that is an advice: the entry means what it says, and perhaps not what its author meant. */
    static final String IPV4_ONLY = "ipv4-only";

    /** A kind of problem: more than an attribute may hold. */
    static final String TOO_LONG = "too-long";

    /** A problem of an attribute as a whole. */
    public static Problem of(Setting<?> setting, String code, String message, String hint) {
        return new Problem(setting.attribute(), Location.WHOLE, code, message, hint);
    }

    /** Where in a {@link PolicyDocument} it is, as a JSON pointer (RFC 6901): `/ip/groups/vpn/1`; empty for the whole document. */
    public String path() {
        String name = attribute.startsWith(Setting.PREFIX) ? attribute.substring(Setting.PREFIX.length()) : attribute;
        return (name.isEmpty() ? "" : "/" + name.replace('.', '/')) + location.pointer();
    }

    /** Whether the text is understood in full, and only deserves a second look. */
    public boolean isAdvice() {
        return code.equals(IPV4_ONLY);
    }

    @Override
    public String toString() {
        String where = location.equals(Location.WHOLE) ? attribute : attribute + ", " + location;
        return where + ": " + message + "; " + hint;
    }
}
