package dev.securitypolicies.keycloak.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.keycloak.events.RefusalAggregator.Key;
import dev.securitypolicies.keycloak.events.RefusalAggregator.Summary;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.keycloak.events.Event;

/** A flood of refusals keeps its first, its last and its count, and a bounded number of rows. */
final class RefusalAggregatorTest {

    private static final long WINDOW = Duration.ofSeconds(60).toNanos();

    private final RefusalAggregator tally = new RefusalAggregator(Duration.ofSeconds(60), 10, 25);

    @Test
    void theFirstIsStoredAtOnceAndTheLastWithTheCount() {
        assertThat(tally.admit(key("a"), event("first"), 0)).isPresent();
        for (int i = 1; i < 1_000; i++) {
            assertThat(tally.admit(key("a"), event("n" + i), i)).isEmpty();
        }
        assertThat(tally.drain(WINDOW - 1)).as("the window is open").isEmpty();
        List<Event> due = stored(tally.drain(WINDOW));
        assertThat(due).singleElement().satisfies(event -> {
            assertThat(event.getDetails()).containsEntry("which", "n999").containsEntry("policy_count", "999");
        });
        assertThat(tally.drain(2 * WINDOW)).as("stored once").isEmpty();
        assertThat(tally.admit(key("a"), event("again"), 2 * WINDOW))
                .as("a new window")
                .isPresent();
    }

    @Test
    void differentRefusalsAreStoredEach() {
        assertThat(tally.admit(key("a"), event("1"), 0)).isPresent();
        assertThat(tally.admit(key("b"), event("2"), 0)).isPresent();
        assertThat(tally.drain(WINDOW)).as("nothing was left out").isEmpty();
    }

    @Test
    void everNewAddressesAndPagesAreCountedTogether() {
        long stored = IntStream.range(0, 100_000)
                .filter(i -> tally.admit(
                                new Key("realm", "user", "address" + i, "reason", "page" + i), event("e" + i), 0)
                        .isPresent())
                .count();
        assertThat(stored).as("ten keys and the overflow").isEqualTo(11);
        assertThat(stored(tally.drain(WINDOW))).singleElement().satisfies(event -> {
            assertThat(event.getDetails()).containsEntry("which", "e99999").containsEntry("policy_count", "99989");
        });
    }

    @Test
    void oneRealmsFloodCostsAnotherNothing() {
        for (int i = 0; i < 1_000; i++) {
            tally.admit(new Key("flooded", "user", "address" + i, "reason", "page"), event("e" + i), 0);
        }
        assertThat(tally.admit(key("a"), event("1"), 0)).isPresent();
        assertThat(tally.admit(key("b"), event("2"), 0)).isPresent();
        tally.drain(WINDOW);
        assertThat(IntStream.range(0, 20)
                        .filter(i -> tally.admit(
                                        new Key("flooded", "user", "new" + i, "reason", "page"), event("n" + i), WINDOW)
                                .isPresent())
                        .count())
                .as("ten keys and the overflow again, once the window is over")
                .isEqualTo(11);
    }

    /** Many realms together are bounded as well. */
    @Test
    void allRealmsTogetherKeepNoMoreThanTheyMay() {
        long stored = IntStream.range(0, 1_000)
                .filter(i -> tally.admit(
                                new Key("realm" + i % 50, "user", "address" + i, "reason", "page"), event("e" + i), 0)
                        .isPresent())
                .count();
        assertThat(stored).as("25 keys, and the overflow of each realm").isEqualTo(25 + 50);
    }

    /** A stranger chooses how long the path is that they ask for. */
    @Test
    void aPageIsKnownByItsBeginning() {
        String begin = "p".repeat(200);
        tally.admit(new Key("realm", "user", "a", "reason", begin + "1"), event("1"), 0);
        assertThat(tally.admit(new Key("realm", "user", "a", "reason", begin + "2"), event("2"), 1))
                .isEmpty();
    }

    @Test
    void withoutAWindowEveryOneIsStored() {
        RefusalAggregator all = new RefusalAggregator(Duration.ZERO, 10, 25);
        assertThat(all.admit(key("a"), event("1"), 0)).isPresent();
        assertThat(all.admit(key("a"), event("2"), 0)).isPresent();
    }

    /** The database may be away for longer than a window: then the count waits, and grows. */
    @Test
    void whatCannotBeStoredWaitsWithItsCount() {
        tally.admit(key("a"), event("first"), 0);
        IntStream.range(1, 5).forEach(i -> tally.admit(key("a"), event("n" + i), i));
        for (long time = WINDOW; time <= 4 * WINDOW; time += WINDOW) {
            tally.drain(time).forEach(tally::putBack);
            assertThat(tally.admit(key("a"), event("at" + time), time))
                    .as("counted with the others")
                    .isEmpty();
        }
        assertThat(stored(tally.drain(5 * WINDOW)))
                .singleElement()
                .satisfies(event -> assertThat(event.getDetails()).containsEntry("policy_count", "8"));
    }

    /** What was to be stored at once, and whose window another drain has closed meanwhile. */
    @Test
    void whatIsPutBackLateIsDueWithTheNextDrain() {
        Event first = event("first");
        tally.admit(key("a"), first, 0);
        tally.drain(WINDOW);
        tally.putBack(new Summary(key("a"), first, 1, 0));
        assertThat(stored(tally.drain(WINDOW + 1)))
                .singleElement()
                .satisfies(event -> assertThat(event.getDetails()).containsEntry("policy_count", "1"));
    }

    /** A store that takes long: the next refusal is the first of a window, and is stored, before the count comes back. */
    @Test
    void aCountThatComesBackIsNoSecondRecordOfTheSameRefusal() {
        tally.admit(key("a"), event("first"), 0);
        tally.admit(key("a"), event("second"), 1);
        List<Summary> due = tally.drain(WINDOW);
        Event next = tally.admit(key("a"), event("next"), WINDOW + 1).orElseThrow();
        due.forEach(tally::putBack);
        assertThat(stored(tally.drain(2 * WINDOW + 1))).singleElement().satisfies(event -> {
            assertThat(event.getId()).isNotEqualTo(next.getId());
            assertThat(event.getDetails()).containsEntry("policy_count", "1");
        });
    }

    /** {@link System#nanoTime} begins anywhere. */
    @Test
    void aClockThatOverflowsClosesTheWindowAsWell() {
        tally.admit(key("a"), event("first"), Long.MAX_VALUE - 1);
        tally.admit(key("a"), event("second"), Long.MAX_VALUE);
        assertThat(tally.drain(Long.MAX_VALUE)).as("the window is open").isEmpty();
        assertThat(tally.drain(Long.MAX_VALUE - 1 + WINDOW)).hasSize(1);
    }

    @Test
    void atTheEndNoWindowIsWaitedFor() {
        tally.admit(key("a"), event("first"), 0);
        tally.admit(key("a"), event("second"), 1);
        assertThat(stored(tally.drainAll()))
                .singleElement()
                .satisfies(event -> assertThat(event.getDetails()).containsEntry("policy_count", "1"));
    }

    private static List<Event> stored(List<Summary> summaries) {
        return summaries.stream().map(Summary::event).toList();
    }

    private static Key key(String address) {
        return new Key("realm", "user", address, "reason", "page");
    }

    private static Event event(String which) {
        Event event = new Event();
        event.setId(which);
        event.setDetails(new HashMap<>(Map.of("which", which)));
        return event;
    }
}
