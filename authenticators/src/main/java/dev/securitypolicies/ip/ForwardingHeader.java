package dev.securitypolicies.ip;

import dev.securitypolicies.ip.ClientAddress.Derivation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The header in which proxies tell where a request came from. Each proxy appends on the right. */
public enum ForwardingHeader {
    /** No header is believed. */
    NONE("", Derivation.PEER),
    /** The de-facto standard: addresses separated by commas. */
    X_FORWARDED_FOR("X-Forwarded-For", Derivation.X_FORWARDED_FOR),
    /** RFC 7239: elements separated by commas, each with a parameter `for`. */
    FORWARDED("Forwarded", Derivation.FORWARDED);

    private final String headerName;
    private final Derivation derivation;

    ForwardingHeader(String headerName, Derivation derivation) {
        this.headerName = headerName;
        this.derivation = derivation;
    }

    /** The header's name, empty for {@link #NONE}. */
    public String headerName() {
        return headerName;
    }

    Derivation derivation() {
        return derivation;
    }

    /** The hops that the header's lines name, nearest last; a hop that is not an address is empty. */
    List<Optional<IpAddress>> hops(List<String> lines) {
        List<Optional<IpAddress>> hops = new ArrayList<>();
        for (String line : lines) {
            for (String element : splitOutsideQuotes(line, ',')) {
                hops.add(this == FORWARDED ? forwarded(element) : host(element.strip()));
            }
        }
        return hops;
    }

    private static Optional<IpAddress> forwarded(String element) {
        Optional<IpAddress> found = Optional.empty();
        int count = 0;
        for (String pair : splitOutsideQuotes(element, ';')) {
            String parameter = pair.strip();
            if (parameter.toLowerCase(Locale.ROOT).startsWith("for=")) {
                found = host(unquote(parameter.substring("for=".length())));
                count++;
            }
        }
        return count == 1 ? found : Optional.empty(); // RFC 7239, 4: a parameter must not occur more than once
    }

    /** An address, with or without a port; IPv6 with a port is in brackets. */
    private static Optional<IpAddress> host(String text) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            String rest = end < 0 ? "" : text.substring(end + 1);
            boolean valid = end > 0
                    && (rest.isEmpty() || isPort(rest))
                    && text.substring(1, end).indexOf(':') >= 0;
            return valid ? AddressParser.parse(text.substring(1, end)).toOptional() : Optional.empty();
        }
        int colon = text.indexOf(':');
        boolean ipv4WithPort = colon >= 0 && colon == text.lastIndexOf(':') && isPort(text.substring(colon));
        return AddressParser.parse(ipv4WithPort ? text.substring(0, colon) : text)
                .toOptional();
    }

    private static boolean isPort(String text) {
        return text.matches(":[0-9]{1,5}");
    }

    private static String unquote(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    /** Splits from the right, so that a quote left open further left, by a client, cannot swallow what follows it. */
    private static List<String> splitOutsideQuotes(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int end = text.length();
        for (int i = text.length() - 1; i >= 0; i--) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(i + 1, end));
                end = i;
            }
        }
        parts.add(text.substring(0, end));
        Collections.reverse(parts);
        return parts;
    }
}
