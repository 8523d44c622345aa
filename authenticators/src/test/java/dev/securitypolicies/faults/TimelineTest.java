package dev.securitypolicies.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a permit is held against. The policy permits from second 10 on, forbids from 20 on, and a change at 30 that permits again was never answered. */
final class TimelineTest {

    @ParameterizedTest(name = "{3}")
    @CsvSource(textBlock = """
            1,    2,    false, before the first change nobody knows
            12,   13,   false, permitted
            20.5, 20.6, false, the change is younger than a second
            21.2, 21.3, true,  forbidden for more than a second
            29,   29.9, true,  still forbidden
            29.5, 30.5, false, the change without an answer can be in force already
            40,   41,   false, and for as long as nobody knows
            """)
    void aPermitIsAgainstThePolicyOnlyIfNoneThatCanBeInForcePermits(
            double sent, double answered, boolean forbidden, String because) {
        Timeline timeline = new Timeline();
        timeline.made(at(9.9), at(10), true);
        timeline.made(at(19.9), at(20), false);
        timeline.unknown(at(30), true);
        assertThat(timeline.forbids(at(sent), at(answered))).as(because).isEqualTo(forbidden);
    }

    @Test
    void anAnsweredChangeEndsWhatWasUnknown() {
        Timeline timeline = new Timeline();
        timeline.unknown(at(10), true);
        timeline.made(at(20), at(21), false);
        assertThat(timeline.forbids(at(22.5), at(23))).isTrue();
    }

    private static long at(double seconds) {
        return Duration.ofMillis((long) (seconds * 1_000)).toNanos();
    }
}
