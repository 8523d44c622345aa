package dev.securitypolicies.keycloak.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.decision.Enforcement;
import dev.securitypolicies.keycloak.representation.ReportRepresentation.Period;
import org.junit.jupiter.api.Test;

/** When a realm only reported, told backwards. */
final class EnforcementPeriodsTest {

    private final EnforcementPeriods periods = new EnforcementPeriods(0, 10_000);

    @Test
    void enforcedAllTheTime() {
        periods.endsWith(Enforcement.ENFORCE);
        periods.changed(5_000, Enforcement.ENFORCE);
        assertThat(periods.reportOnly()).isEmpty();
    }

    @Test
    void reportedAllTheTime() {
        periods.endsWith(Enforcement.REPORT_ONLY);
        periods.changed(5_000, Enforcement.REPORT_ONLY);
        assertThat(periods.reportOnly()).containsExactly(period(0, 10));
    }

    @Test
    void forAWhileAndAgain() {
        periods.endsWith(Enforcement.REPORT_ONLY);
        periods.changed(8_000, Enforcement.ENFORCE);
        periods.changed(4_000, Enforcement.REPORT_ONLY);
        periods.changed(2_000, Enforcement.ENFORCE);
        assertThat(periods.reportOnly()).containsExactly(period(2, 4), period(8, 10));
    }

    private static Period period(int since, int until) {
        return new Period(
                "report-only", "1970-01-01T00:00:%02dZ".formatted(since), "1970-01-01T00:00:%02dZ".formatted(until));
    }
}
