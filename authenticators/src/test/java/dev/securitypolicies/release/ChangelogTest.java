package dev.securitypolicies.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A release without a word in the changelog is none. */
final class ChangelogTest {

    private static final Changelog CHANGELOG = Changelog.of("""
            # Changelog

            ## Unreleased

            - to come

            ## 1.1.0 (2026-12-01)

            - a list

            ### Upgrading

            - read this

            ## 1.1
            ## 1.0.0
            - the first
            """);

    @ParameterizedTest
    @CsvSource(textBlock = """
            1.2.0-SNAPSHOT, '- to come',                                a snapshot is what is not released yet
            1.1.0,          '- a list\n\n### Upgrading\n\n- read this', a section goes to the next of its level
            1.0.0,          '- the first',                              the last goes to the end
            """)
    void anEntryIsTheSectionOfItsVersion(String version, String text, String because) {
        assertThat(CHANGELOG.entry(version))
                .as(because)
                .hasValue("# " + version + "\n\n" + text.replace("\\n", "\n") + "\n");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            1.0,   the beginning of a version is not the version
            1.1,   a section without a word says nothing
            2.0.0, nobody wrote one
            """)
    void aVersionWithoutAWordHasNoEntry(String version, String because) {
        assertThat(CHANGELOG.entry(version)).as(because).isEmpty();
    }

    /** What a release asks for its text, so that nobody has to look where the next line goes. */
    @Test
    void ourOwnHasAPlaceForWhatIsToCome() throws IOException {
        assertThat(Files.readAllLines(Path.of("../CHANGELOG.md"))).contains("## Unreleased");
    }
}
