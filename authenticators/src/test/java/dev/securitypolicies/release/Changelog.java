package dev.securitypolicies.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The changelog: a section of the second level for each version, the newest first, above them what is not released yet. */
public record Changelog(List<String> lines) {

    private static final String HEADING = "## ";
    private static final String UNRELEASED = "Unreleased";
    private static final String SNAPSHOT = "-SNAPSHOT";

    /** The file and a version: ends in an error if it says nothing of that. */
    public static void main(String... arguments) throws IOException {
        of(Files.readString(Path.of(arguments[0]))).required(arguments[1]);
    }

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

    /** The section of a version that is released. */
    String required(String version) {
        return entry(version)
                .orElseThrow(
                        () -> new IllegalStateException("`CHANGELOG.md` says nothing of version `" + version + "`"));
    }

    /** A heading is the version alone, or the version and its day. */
    private static boolean isHeading(String line, String name) {
        return line.equals(HEADING + name) || line.startsWith(HEADING + name + " ");
    }
}
