package dev.securitypolicies.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.securitypolicies.release.VersionsPage.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said to be supported has been run. */
final class VersionsPageTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 30);
    private static final String PAGE = """
            above
            <!-- rows are written by the profile `versions` -->
            | 26.7.5 | 10 | 0 | 1 | 2026-11-01 |
            | 26.7.1 | 9 | 0 | 1 | 2026-11-01 |
            <!-- end -->
            below
            """;

    @Test
    void aRunReplacesTheRowOfItsVersion() {
        String page = VersionsPage.with(PAGE, new Row("26.7.5", 11, 0, 0, DAY));
        assertThat(page)
                .isEqualTo(
                        PAGE.replace("| 26.7.5 | 10 | 0 | 1 | 2026-11-01 |", "| 26.7.5 | 11 | 0 | 0 | 2026-11-30 |"));
    }

    @Test
    void theNewestStandsFirst() {
        String page = VersionsPage.with(PAGE, new Row("26.7.10", 11, 2, 0, DAY));
        page = VersionsPage.with(page, new Row("26.8.0", 11, 2, 0, DAY));
        assertThat(VersionsPage.rows(page))
                .extracting(Row::version)
                .containsExactly("26.8.0", "26.7.10", "26.7.5", "26.7.1");
    }

    @Test
    void aRunOfSomeStoriesHasNoRow(@TempDir Path folder) throws IOException {
        Path classes = folder.resolve("classes");
        Path stories = Files.createDirectories(classes.resolve("a"));
        for (String name : List.of("OneIT.class", "TwoIT.class", "TwoIT$Inner.class", "NoStory.class")) {
            Files.createFile(stories.resolve(name));
        }
        Path reports = Files.createDirectory(folder.resolve("reports"));
        Files.writeString(reports.resolve("TEST-a.OneIT.xml"), report(3, 0));
        assertThatIllegalStateException()
                .isThrownBy(() -> VersionsPage.run(reports, classes, "26.7.5"))
                .withMessage("no row: the run has no report of [a.TwoIT]");
        Files.writeString(reports.resolve("TEST-a.TwoIT.xml"), report(4, 1));
        Row row = VersionsPage.run(reports, classes, "26.7.5");
        assertThat(row).extracting(Row::stories, Row::failed, Row::skipped).containsExactly(7, 1, 0);
    }

    private static String report(int tests, int failures) {
        return "<testsuite tests='" + tests + "' failures='" + failures + "' errors='0' skipped='0'/>";
    }

    /** The oldest that is compiled against and the newest that the tests run on have a row without a failure. */
    @Test
    void bothEndsOfWhatIsSupportedHaveRun() throws IOException {
        List<Row> rows = VersionsPage.rows(Files.readString(Path.of("../docs/versions.md")));
        String pom = Files.readString(Path.of("../pom.xml"));
        assertThat(rows)
                .filteredOn(row -> row.failed() == 0)
                .extracting(Row::version)
                .contains(property(pom, "keycloak.version"), property(pom, "keycloak.server.version"));
    }

    private static String property(String pom, String name) {
        Matcher found = Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)<").matcher(pom);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
