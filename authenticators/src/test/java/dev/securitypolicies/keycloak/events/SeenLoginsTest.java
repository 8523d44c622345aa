package dev.securitypolicies.keycloak.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.keycloak.events.SeenLogins.Key;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.keycloak.events.Event;

/** Of one user, client, address and day there is one record, and nobody's logins take the place of somebody else's. */
final class SeenLoginsTest {

    private static final long NOON = 12;

    private final SeenLogins seen = new SeenLogins(100, 20);

    @Test
    void theSameIsRecordedOnce() {
        seen.add(key("a", NOON), new Event());
        seen.add(key("a", NOON), new Event());
        assertThat(seen.isKnown(key("a", NOON))).isTrue();
        assertThat(seen.drain()).hasSize(1);
        seen.add(key("a", NOON), new Event());
        assertThat(seen.drain()).as("it is known after it was stored").isEmpty();
    }

    @Test
    void itIsTheSameRecordAllDayAndAnotherOneOnTheNext() {
        assertThat(key("a", NOON + 1).record()).isEqualTo(key("a", NOON).record());
        assertThat(key("a", NOON + 24).record()).isNotEqualTo(key("a", NOON).record());
    }

    @Test
    void whatSomebodyClearedIsRecordedAgainAfterAnHour() {
        seen.add(key("a", NOON), new Event());
        assertThat(seen.isKnown(key("a", NOON + 1))).isFalse();
    }

    @Test
    void whatCouldNotBeStoredIsRecordedWithTheNextLogin() {
        seen.add(key("a", NOON), new Event());
        seen.drain().keySet().forEach(seen::forget);
        assertThat(seen.isKnown(key("a", NOON))).isFalse();
        seen.add(key("a", NOON), new Event());
        assertThat(seen.drain()).hasSize(1);
    }

    @Test
    void aUserHasTheirShare() {
        IntStream.range(0, 1_000).forEach(i -> seen.add(key("a" + i, NOON), new Event()));
        seen.add(new Key("realm", "other", "app", "a", NOON), new Event());
        assertThat(seen.drain()).hasSize(21);
        assertThat(seen.isKnown(key("a999", NOON))).as("no work is done for it").isTrue();
    }

    /** One address all day is one address. */
    @Test
    void theShareIsOfAddressesAndNotOfHours() {
        IntStream.range(0, 23).forEach(hour -> seen.add(key("home", hour), new Event()));
        assertThat(seen.isKnown(key("elsewhere", 23))).isFalse();
    }

    @Test
    void aRealmHasItsShare() {
        IntStream.range(0, 1_000).forEach(i -> seen.add(new Key("flood", "user" + i, "app", "a", NOON), new Event()));
        seen.add(new Key("quiet", "user", "app", "a", NOON), new Event());
        assertThat(seen.drain()).hasSize(101);
        assertThat(seen.isKnown(new Key("quiet", "user", "app", "a", NOON))).isTrue();
        assertThat(seen.isKnown(new Key("flood", "user999", "app", "a", NOON)))
                .as("what did not fit is recorded with the next login")
                .isFalse();
    }

    private static Key key(String network, long hour) {
        return new Key("realm", "user", "app", network, hour);
    }
}
