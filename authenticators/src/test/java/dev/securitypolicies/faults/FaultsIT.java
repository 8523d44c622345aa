package dev.securitypolicies.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The short form of `docs/faults.md`: under load, with parts failing, nobody gets in whom the policy keeps out, and no refusal goes uncounted. */
final class FaultsIT {

    @ParameterizedTest
    @CsvSource(textBlock = """
            DATABASE_AWAY, 5
            NODES_CUT_OFF, 8
            """)
    void nothingThatMustNotHappenHappens(Fault fault, int seconds) throws IOException, InterruptedException {
        Trial trial = Trial.of(fault, Duration.ofSeconds(seconds));
        assertThat(trial.permits()).as("the load has done something").isPositive();
        assertThat(trial.refusals()).as("and was refused").isPositive();
        assertThat(trial.violations()).isEmpty();
        assertThat(trial.missing())
                .as("refusals that are neither on record nor counted")
                .isZero();
    }
}
