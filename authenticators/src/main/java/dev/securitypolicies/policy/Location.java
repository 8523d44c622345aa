package dev.securitypolicies.policy;

import java.util.Optional;

/**
 * Where in the value of an attribute something stands.
 *
 * @param key the name of the list, in a JSON object of lists; empty in any other value
 * @param entry which entry of the list, counted from 1; 0 for no single one
 * @param line a line and column of text that cannot be read; empty for any other place
 */
public record Location(Optional<String> key, int entry, String line) {

    /** The whole value. */
    public static final Location WHOLE = new Location(Optional.empty(), 0, "");

    /** A list in a JSON object of lists. */
    public Location inKey(String name) {
        return new Location(Optional.of(name), entry, line);
    }

    /** An entry of a list, counted from 0. */
    public Location atIndex(int index) {
        return new Location(key, index + 1, line);
    }

    static Location atLine(int line, int column) {
        return new Location(Optional.empty(), 0, "line " + line + ", column " + column);
    }

    /** For a person: `key \`vpn\`, entry 2`; empty for the whole value. */
    @Override
    public String toString() {
        String text = key.map(name -> "key `" + name + "`").orElse(line);
        String separator = text.isEmpty() || entry == 0 ? "" : ", ";
        return text + separator + (entry == 0 ? "" : "entry " + entry);
    }

    /** For a program, behind the path of the setting: `/vpn/1` (RFC 6901). */
    String pointer() {
        String parent = key.map(name -> "/" + name.replace("~", "~0").replace("/", "~1"))
                .orElse("");
        return entry == 0 ? parent : parent + "/" + (entry - 1);
    }
}
