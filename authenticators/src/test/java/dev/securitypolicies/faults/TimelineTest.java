package dev.securitypolicies.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a permit is held against: looks at every tenth of a second, which see a policy that permits from second 10 to second 20 alone. From second 25 to second 26 nobody looks.
 */
final class TimelineTest {

    @ParameterizedTest(name = "{3}")
    @CsvSource(textBlock = """
            0.5,   0.6,   unjudged, before the first look nobody knows
            5,     5.05,  against,  forbidden
            9,     10.5,  fine,     it was permitted before the answer came
            9.93,  9.95,  fine,     the change may have come between the last look and the answer
            9.8,   9.85,  against,  the change came after the look that followed the answer
            12,    12.05, fine,     permitted
            20.5,  20.6,  fine,     the change is younger than a second
            21.3,  21.4,  against,  forbidden for more than a second
            25.5,  25.6,  unjudged, nobody looked
            26.5,  26.6,  unjudged, nobody looked a second before it was sent
            27.3,  27.4,  against,  somebody looked all the time
            """)
    void aPermitIsAgainstThePolicyIfNobodyEverLookedAwayAndNoLookHasSeenItPermitted(
            double sent, double answered, String verdict, String because) {
        Timeline timeline = new Timeline();
        look(timeline, 10, tenthOf(answered));
        timeline.answered("somebody", true, at(sent), at(answered));
        look(timeline, tenthOf(answered), 300);
        assertThat(timeline.violations()).as(because).hasSize(verdict.equals("against") ? 1 : 0);
        assertThat(timeline.unjudged()).as(because).isEqualTo(verdict.equals("unjudged") ? 1 : 0);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            5,    1
            12,   0
            20.5, 0
            21.3, 1
            """)
    void aRefusalShowsThatTheClaimWasPutToTheTest(double sent, int forbidden) {
        Timeline timeline = new Timeline();
        look(timeline, 10, tenthOf(sent));
        timeline.answered("somebody", false, at(sent), at(sent + 0.05));
        look(timeline, tenthOf(sent), 300);
        assertThat(timeline.forbidden()).isEqualTo(forbidden);
        assertThat(timeline.violations()).isEmpty();
        assertThat(timeline.unjudged()).isZero();
    }

    @Test
    void aPermitIsNotJudgedBeforeThereIsALookThatBeganAfterItsAnswer() {
        Timeline timeline = new Timeline();
        look(timeline, 10, 50);
        timeline.answered("somebody", true, at(4.95), at(5.05));
        look(timeline, 50, 51);
        assertThat(timeline.unjudged()).isOne();
        assertThat(timeline.violations()).isEmpty();
        look(timeline, 51, 52);
        assertThat(timeline.unjudged()).isZero();
        assertThat(timeline.violations()).containsExactly("somebody");
    }

    private static int tenthOf(double seconds) {
        return (int) Math.ceil(seconds * 10);
    }

    private static void look(Timeline timeline, int from, int before) {
        for (int tenth = from; tenth < before; tenth++) {
            if (tenth <= 250 || tenth >= 260) {
                timeline.seen(at(tenth / 10.0), at(tenth / 10.0 + 0.01), tenth >= 100 && tenth < 200);
            }
        }
    }

    private static long at(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000)).toNanos();
    }
}
