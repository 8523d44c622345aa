package dev.securitypolicies.release;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The changelog: a section of the second level for each version, the newest first, above them what is not released yet. */
record Changelog(List<String> lines) {

    private static final String HEADING = "## ";
    private static final String UNRELEASED = "Unreleased";
    private static final String SNAPSHOT = "-SNAPSHOT";

    static Changelog of(String text) {
        return new Changelog(text.lines().toList());
    }

    /** The section of this version; for a snapshot that of what is not released yet. Empty if there is none, or nothing in it. */
    Optional<String> entry(String version) {
        String name = version.endsWith(SNAPSHOT) ? UNRELEASED : version;
        Stream<String> section = lines.stream()
                .dropWhile(line -> !isHeading(line, name))
                .skip(1)
                .takeWhile(line -> !line.startsWith(HEADING));
        String text = String.join("\n", section.toList()).strip();
        return text.isEmpty() ? Optional.empty() : Optional.of("# " + version + "\n\n" + text + "\n");
    }

    /** A heading is the version alone, or the version and its day. */
    private static boolean isHeading(String line, String name) {
        return line.equals(HEADING + name) || line.startsWith(HEADING + name + " ");
    }
}
