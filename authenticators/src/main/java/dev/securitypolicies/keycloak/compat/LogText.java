package dev.securitypolicies.keycloak.compat;

import java.util.regex.Pattern;

/** Makes text that somebody else has written fit for a line of the log or a column of a table. */
public final class LogText {

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029\\u0085]");
    private static final int LONGEST_VALUE = 255;

    private LogText() {}

    /** Without line breaks and other control characters, so that nobody forges a line. */
    public static String safe(String text) {
        return UNPRINTABLE.matcher(text).replaceAll(" ");
    }

    /** The same, cut to what a column of the event store takes. */
    public static String value(String text) {
        String printable = safe(text);
        return printable.substring(0, Math.min(printable.length(), LONGEST_VALUE));
    }
}
