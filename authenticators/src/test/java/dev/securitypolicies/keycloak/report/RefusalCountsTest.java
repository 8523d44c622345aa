package dev.securitypolicies.keycloak.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.keycloak.compat.StoredEvents.Stored;
import dev.securitypolicies.keycloak.representation.ReportRepresentation.Day;
import dev.securitypolicies.keycloak.representation.ReportRepresentation.Refusals;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records that are alike are counted together, for as many as each stands; none is left out. */
final class RefusalCountsTest {

    private final RefusalCounts counts = new RefusalCounts();

    @Test
    void whatIsAlikeIsCountedTogether() {
        counts.add(record(1_000, "access_denied", "ip-user", "enforce", "10.1.2.3", 1));
        counts.add(record(3_000, "access_denied", "ip-user", "enforce", "10.1.2.99", 41));
        counts.add(record(2_000, "", "ip-user", "report-only", "10.1.2.3", 1));
        counts.add(record(2_000, "", "roles-withheld", "enforce", "2001:db8::1", 1));
        assertThat(counts.answer())
                .containsExactly(
                        new Refusals(
                                "refused",
                                "ip-user",
                                "token",
                                "10.1.2.0/24",
                                42,
                                "1970-01-01T00:00:01Z",
                                "1970-01-01T00:00:03Z"),
                        new Refusals(
                                "reported",
                                "ip-user",
                                "token",
                                "10.1.2.0/24",
                                1,
                                "1970-01-01T00:00:02Z",
                                "1970-01-01T00:00:02Z"),
                        new Refusals(
                                "notice",
                                "roles-withheld",
                                "token",
                                "2001:db8::/64",
                                1,
                                "1970-01-01T00:00:02Z",
                                "1970-01-01T00:00:02Z"));
        assertThat(counts.days()).as("notices are no refusals").containsExactly(new Day("1970-01-01", 42, 1));
        assertThat(counts.breakGlass()).isEmpty();
    }

    @Test
    void networksWithoutNumberAreCountedTogether() {
        for (int i = 0; i < 30_000; i++) {
            counts.add(record(i, "access_denied", "ip-user", "enforce", "10." + i / 250 + "." + i % 250 + ".1", 1));
        }
        List<Refusals> answer = counts.answer();
        assertThat(answer).hasSize(500);
        assertThat(answer.get(0).network()).isEqualTo("others");
        assertThat(answer.stream().mapToLong(Refusals::count).sum()).isEqualTo(30_000);
    }

    @Test
    void theGlassWasBrokenFromTheFirstToTheLastSuchRecord() {
        counts.add(record(1_000, "", "ip-user", "break-glass", "10.1.2.3", 1));
        counts.add(record(9_000, "", "ip-user", "break-glass", "10.1.2.3", 1));
        assertThat(counts.breakGlass().orElseThrow().since()).isEqualTo("1970-01-01T00:00:01Z");
        assertThat(counts.breakGlass().orElseThrow().until()).isEqualTo("1970-01-01T00:00:09Z");
    }

    @Test
    void onlyThePacksRecordsCount() {
        assertThat(RefusalCounts.isRecord(record(1, "access_denied", "ip-user", "enforce", "10.1.2.3", 1)))
                .isTrue();
        assertThat(RefusalCounts.isRecord(new Stored(
                        1, "id", "LOGIN_ERROR", "app", "user", "10.1.2.3", "invalid_user_credentials", "{}", "")))
                .isFalse();
    }

    private static Stored record(long time, String error, String reason, String mode, String address, int count) {
        String details = "{\"policy_reason\":\"" + reason + "\",\"policy_mode\":\"" + mode
                + "\",\"policy_door\":\"token\",\"policy_address\":\"" + address + "\",\"policy_count\":\"" + count
                + "\"}";
        return new Stored(time, "id" + time, "LOGIN_ERROR", "app", "user", address, error, details, "");
    }
}
