package dev.securitypolicies.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.release.VersionsPage.Row;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

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
}
