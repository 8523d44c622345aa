package dev.securitypolicies.decision;

import static dev.securitypolicies.decision.Worlds.from;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R13 and R14: what becomes of a decision. */
final class EnforcedDecisionTest {

    @ParameterizedTest(name = "{0}: refuses {1}")
    @CsvSource({"ENFORCE, true, enforce", "REPORT_ONLY, false, report-only", "BREAK_GLASS, false, break-glass"})
    void aRefusalIsAlwaysToldAndOnlyCarriedOutWhereItIsEnforced(Enforcement enforcement, boolean refuses, String code) {
        EnforcedDecision decision = EnforcedDecision.refusing(Reason.NOBODY, from("192.0.2.1"), enforcement);
        assertThat(decision.refusal()).contains(Reason.NOBODY);
        assertThat(decision.enforcedRefusal().isPresent()).isEqualTo(refuses);
        assertThat(decision.enforcement().code()).isEqualTo(code);
    }

    @Test
    void whatIsProvisionalOutlivesNothingOnlyWhereItIsEnforced() {
        AccessDecision putOff = new AccessDecision.Provisional(Holdings.NONE, new MfaRequirement.Everyone(), 0);
        assertThat(new EnforcedDecision(putOff, from("192.0.2.1"), Enforcement.ENFORCE).isProvisional())
                .isTrue();
        assertThat(new EnforcedDecision(putOff, from("192.0.2.1"), Enforcement.REPORT_ONLY).isProvisional())
                .isFalse();
        assertThat(EnforcedDecision.refusing(Reason.NOBODY, from("192.0.2.1"), Enforcement.ENFORCE)
                        .isProvisional())
                .isFalse();
    }
}
