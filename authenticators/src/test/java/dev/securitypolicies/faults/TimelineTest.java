package dev.securitypolicies.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a permit is held against: looks at every tenth of a second, which see a policy that permits from second 10 to second 20 alone. */
final class TimelineTest {

    @ParameterizedTest(name = "{3}")
    @CsvSource(textBlock = """
            0.5,  0.6,  false, before the first look nobody knows
            5,    5.1,  true,  forbidden
            9,    10.5, false, it was permitted before the answer came
            12,   12.1, false, permitted
            20.5, 20.6, false, the change is younger than a second
            21.3, 21.4, true,  forbidden for more than a second
            """)
    void aPermitIsAgainstThePolicyIfNoLookOfThatTimeHasSeenItPermitted(
            double sent, double answered, boolean forbidden, String because) {
        Timeline timeline = new Timeline();
        for (int tenth = 10; tenth < 300; tenth++) {
            timeline.seen(at(tenth / 10.0), at(tenth / 10.0 + 0.01), tenth >= 100 && tenth < 200);
        }
        assertThat(timeline.forbids(at(sent), at(answered))).as(because).isEqualTo(forbidden);
    }

    private static long at(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000)).toNanos();
    }
}
