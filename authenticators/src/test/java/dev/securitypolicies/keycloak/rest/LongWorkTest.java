package dev.securitypolicies.keycloak.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a question may take is for whoever starts the server to say, and no typing error makes it for ever. */
final class LongWorkTest {

    @AfterEach
    void asBefore() {
        LongWork.allow(LongWork.DEFAULT_SECONDS);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 601, Integer.MAX_VALUE})
    void whatMakesNoSenseStopsTheServer(int seconds) {
        assertThatThrownBy(() -> LongWork.allow(seconds))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`long-question-seconds`")
                .hasMessageContaining("`" + seconds + "`");
    }

    /** A question is given as long as that, and not longer. */
    @Test
    void aQuestionIsGivenAsLongAsThat() {
        LongWork.allow(7);
        long begin = System.nanoTime();
        long given = LongWork.deadline() - begin;
        assertThat(Duration.ofNanos(given)).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(8));
    }
}
