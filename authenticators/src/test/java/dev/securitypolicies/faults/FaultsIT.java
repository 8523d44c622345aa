package dev.securitypolicies.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The short form of `docs/faults.md`: under load, with parts failing, nobody gets in whom the policy keeps out, and no refusal goes uncounted. */
final class FaultsIT {

    @Test
    void nothingThatMustNotHappenHappensWhileTheDatabaseIsAway() throws IOException, InterruptedException {
        Trial trial = Trial.of(Fault.DATABASE_AWAY, Duration.ofSeconds(5));
        assertThat(trial.permits()).as("the load has done something").isPositive();
        assertThat(trial.forbidden())
                .as("and was asked while the policy had forbidden it for a while")
                .isGreaterThan(20);
        assertThat(trial.refusals()).as("and was refused").isPositive();
        assertThat(trial.violations()).isEmpty();
        assertThat(trial.missing())
                .as("refusals that are neither on record nor counted")
                .isZero();
    }
}
