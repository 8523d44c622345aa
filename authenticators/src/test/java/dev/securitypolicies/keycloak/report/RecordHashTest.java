package dev.securitypolicies.keycloak.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.keycloak.compat.StoredEvents.Stored;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The same records give the same hash, and no other ones do. */
final class RecordHashTest {

    private static final List<Stored> RECORDS =
            Stream.of("a", "b", "c").map(id -> record(id, "app", "user")).toList();

    @Test
    void theSameRecordsGiveTheSame() {
        assertThat(hash(RECORDS)).isEqualTo(hash(RECORDS)).hasSize(64);
    }

    @Test
    void noneCanBeRemovedAddedOrMoved() {
        assertThat(Stream.of(
                        RECORDS,
                        RECORDS.subList(1, 3),
                        List.of(RECORDS.get(1), RECORDS.get(0), RECORDS.get(2)),
                        Stream.concat(RECORDS.stream(), RECORDS.stream()).toList(),
                        List.<Stored>of()))
                .extracting(RecordHashTest::hash)
                .doesNotHaveDuplicates();
    }

    @Test
    void noColumnCanFlowIntoTheNext() {
        assertThat(hash(List.of(record("a", "app1:u", "ser"))))
                .isNotEqualTo(hash(List.of(record("a", "app", "1:user"))));
        assertThat(hash(List.of(record("a", "ab", "c")))).isNotEqualTo(hash(List.of(record("a", "a", "bc"))));
    }

    /** So that what docs/records.md says can be done by somebody else. */
    @Test
    void theTextIsTheOneInTheDocumentation() {
        assertThat(hash(List.of(new Stored(1, "id", "LOGIN_ERROR", "app", "", "10.1.2.3", "access_denied", "{}", ""))))
                .as("printf '1:12:id11:LOGIN_ERROR3:app0:8:10.1.2.313:access_denied2:{}0:\\n' | sha256sum")
                .isEqualTo("da947f4f139b4f57b62cb61c28a233106eb77541236a07470e9dcff07dcff4a1");
    }

    private static String hash(List<Stored> records) {
        RecordHash hash = new RecordHash();
        records.forEach(hash::add);
        return hash.hex();
    }

    private static Stored record(String id, String client, String user) {
        return new Stored(1, id, "LOGIN_ERROR", client, user, "10.1.2.3", "access_denied", "{}", "");
    }
}
