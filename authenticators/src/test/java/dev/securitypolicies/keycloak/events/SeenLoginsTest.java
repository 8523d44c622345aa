package dev.securitypolicies.keycloak.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.keycloak.events.SeenLogins.Key;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.keycloak.events.Event;

/** Of one user, address, client and day there is one record, and nobody's logins take the place of somebody else's. */
final class SeenLoginsTest {

    private final SeenLogins seen = new SeenLogins(10);

    @Test
    void theSameIsRecordedOnce() {
        seen.add(key("a", 1), new Event());
        seen.add(key("a", 1), new Event());
        assertThat(seen.isKnown(key("a", 1))).isTrue();
        assertThat(seen.drain()).hasSize(1);
        seen.add(key("a", 1), new Event());
        assertThat(seen.drain()).as("it is known after it was stored").isEmpty();
    }

    @Test
    void theNextDayIsAnotherOne() {
        seen.add(key("a", 1), new Event());
        seen.add(key("a", 2), new Event());
        assertThat(seen.drain()).hasSize(2);
    }

    @Test
    void aRealmHasItsShareOfWhatWaits() {
        IntStream.range(0, 1_000).forEach(i -> seen.add(new Key("flood", "user", "app", "a" + i, 1), new Event()));
        seen.add(new Key("quiet", "user", "app", "a", 1), new Event());
        assertThat(seen.drain()).hasSize(11);
        assertThat(seen.isKnown(new Key("flood", "user", "app", "a999", 1)))
                .as("what did not fit is recorded with the next login")
                .isFalse();
    }

    @Test
    void whatIsKnownIsBounded() {
        for (int i = 0; i < 30_000; i++) {
            seen.add(key("a" + i, 1), new Event());
            seen.drain();
        }
        assertThat(seen.isKnown(key("a0", 1))).isFalse();
        assertThat(seen.isKnown(key("a29999", 1))).isTrue();
    }

    private static Key key(String address, long day) {
        return new Key("realm", "user", "app", address, day);
    }
}
