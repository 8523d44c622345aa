package dev.securitypolicies.keycloak.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What was opened once may be forgotten, and is never taken for anything else. */
final class OpenedSealsTest {

    private static final SecretKey KEY = key("sixteen bytes ..");

    private final OpenedSeals opened = new OpenedSeals();

    @Test
    void isOpenedOnlyWithTheVeryKeyAndForTheVeryPurpose() {
        opened.remember(KEY, "session", "kid.abc", "text");
        assertThat(opened.find(key("sixteen bytes .."), "session", "kid.abc"))
                .as("the same key, read anew")
                .contains("text");
        assertThat(opened.find(key("other 16 bytes .."), "session", "kid.abc"))
                .as("another key")
                .isEmpty();
        assertThat(opened.find(KEY, "token", "kid.abc")).as("another purpose").isEmpty();
        assertThat(opened.find(KEY, "session", "kid.abd")).as("another text").isEmpty();
    }

    @Test
    void aLongTextIsNotKept() {
        String sealed = "kid." + "x".repeat(10_000);
        opened.remember(KEY, "token", sealed, "text");
        assertThat(opened.find(KEY, "token", sealed)).isEmpty();
    }

    /** Held against a map that forgets nothing, with far more texts than there are places. */
    @Test
    void whateverIsFoundIsWhatWasOpened() {
        Random random = new Random(11);
        List<SecretKey> keys = List.of(KEY, key("other 16 bytes .."));
        List<String> purposes = List.of("session", "token");
        Map<List<Object>, String> all = new HashMap<>();
        int found = 0;
        for (int step = 0; step < 200_000; step++) {
            SecretKey key = keys.get(random.nextInt(2));
            String purpose = purposes.get(random.nextInt(2));
            String sealed = "kid." + random.nextInt(20_000);
            if (random.nextBoolean()) {
                String text = "text " + step;
                opened.remember(key, purpose, sealed, text);
                all.put(List.of(key, purpose, sealed), text);
            } else {
                Optional<String> text = opened.find(key, purpose, sealed);
                found += text.isPresent() ? 1 : 0;
                text.ifPresent(there -> assertThat(there).isEqualTo(all.get(List.of(key, purpose, sealed))));
            }
        }
        assertThat(found).as("it is of use").isPositive();
    }

    private static SecretKey key(String bytes) {
        return new SecretKeySpec(bytes.substring(0, 16).getBytes(StandardCharsets.UTF_8), "AES");
    }
}
