package dev.securitypolicies.decision;

import static dev.securitypolicies.decision.FlowTree.Kind.CONDITION;
import static dev.securitypolicies.decision.FlowTree.Kind.CONDITION_FACTOR_CONFIGURED;
import static dev.securitypolicies.decision.FlowTree.Kind.CONDITION_FACTOR_NOT_SHOWN;
import static dev.securitypolicies.decision.FlowTree.Kind.CONDITION_FACTOR_REQUIRED;
import static dev.securitypolicies.decision.FlowTree.Kind.FACTOR;
import static dev.securitypolicies.decision.FlowTree.Kind.FACTOR_UNDER_CONDITION;
import static dev.securitypolicies.decision.FlowTree.Kind.OTHER;
import static dev.securitypolicies.decision.FlowTree.Kind.OTHER_WAY_IN;
import static dev.securitypolicies.decision.FlowTree.Kind.RECOVERY_CODE;
import static dev.securitypolicies.decision.FlowTree.Requirement.ALTERNATIVE;
import static dev.securitypolicies.decision.FlowTree.Requirement.CONDITIONAL;
import static dev.securitypolicies.decision.FlowTree.Requirement.DISABLED;
import static dev.securitypolicies.decision.FlowTree.Requirement.REQUIRED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.decision.FlowRule.Asks;
import dev.securitypolicies.decision.FlowTree.Execution;
import dev.securitypolicies.decision.FlowTree.Requirement;
import dev.securitypolicies.decision.FlowTree.Step;
import dev.securitypolicies.decision.FlowTree.Subflow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What flows ask for, shape by shape. */
final class FlowRuleTest {

    private static final Execution COOKIE = new Step(ALTERNATIVE, "auth-cookie", OTHER_WAY_IN, Optional.empty());
    private static final Execution PASSWORD = new Step(REQUIRED, "password", OTHER, Optional.empty());
    private static final Execution CONFIGURED =
            new Step(REQUIRED, "user-configured", CONDITION_FACTOR_CONFIGURED, Optional.empty());
    private static final Execution NOT_SHOWN =
            new Step(REQUIRED, "credential", CONDITION_FACTOR_NOT_SHOWN, Optional.empty());
    private static final Execution DEMANDED =
            new Step(REQUIRED, "factor-required", CONDITION_FACTOR_REQUIRED, Optional.empty());
    private static final Execution ROLE = new Step(REQUIRED, "user-role", CONDITION, Optional.empty());
    private static final Execution RECOVERY = new Step(ALTERNATIVE, "recovery", RECOVERY_CODE, Optional.empty());

    @ParameterizedTest(name = "{0}")
    @MethodSource("flows")
    void asks(String why, FlowTree flow, String totp, String passkey) {
        Map<FactorKind, FlowRule.Answer> answers = FlowRule.analyse(flow);
        assertThat(text(answers.getOrDefault(FactorKind.TOTP, FlowRule.NEVER)))
                .as("TOTP: %s", why)
                .isEqualTo(totp);
        assertThat(text(answers.getOrDefault(FactorKind.PASSKEY, FlowRule.NEVER)))
                .as("passkey: %s", why)
                .isEqualTo(passkey);
    }

    static Stream<Arguments> flows() {
        return Stream.of(
                row(
                        "stock: only an app",
                        browser(CONFIGURED, NOT_SHOWN, totp(ALTERNATIVE), passkey(DISABLED)),
                        "always",
                        "never"),
                row(
                        "the pack's copy",
                        browser(CONFIGURED, totp(ALTERNATIVE), passkey(ALTERNATIVE), RECOVERY),
                        "always",
                        "always"),
                row("one required app beside its condition", browser(CONFIGURED, totp(REQUIRED)), "always", "never"),
                row(
                        "two required: configured means both",
                        browser(CONFIGURED, totp(REQUIRED), passkey(REQUIRED)),
                        "if `user-configured` in `2fa`",
                        "if `user-configured` in `2fa`"),
                row(
                        "only for a role",
                        browser(CONFIGURED, ROLE, totp(ALTERNATIVE)),
                        "if `user-role` in `2fa`",
                        "never"),
                row(
                        "a second factor switched off",
                        forms(subflow(DISABLED, CONFIGURED, totp(ALTERNATIVE))),
                        "never",
                        "never"),
                row(
                        "a required subflow without a condition",
                        forms(subflow(REQUIRED, totp(REQUIRED))),
                        "always",
                        "never"),
                row(
                        "a conditional subflow without any condition never runs",
                        forms(subflow(CONDITIONAL, totp(REQUIRED))),
                        "never",
                        "never"),
                row(
                        "Conditional OTP Form",
                        forms(subflow(REQUIRED, conditionalOtp())),
                        "if the configuration of `conditional-otp`",
                        "never"),
                row(
                        "alternatives beside something required are not looked at",
                        browser(CONFIGURED, totp(REQUIRED), passkey(ALTERNATIVE)),
                        "always",
                        "never"),
                row(
                        "a way around it",
                        new FlowTree(
                                REQUIRED,
                                List.of(
                                        COOKIE,
                                        named("with", ALTERNATIVE, PASSWORD, totp(REQUIRED)),
                                        named("without", ALTERNATIVE, PASSWORD))),
                        "if not choosing the alternative `without`",
                        "never"),
                row(
                        "ways in that are no login",
                        new FlowTree(
                                REQUIRED,
                                List.of(
                                        COOKIE,
                                        named(
                                                "organization",
                                                ALTERNATIVE,
                                                CONFIGURED,
                                                new Step(REQUIRED, "organization", OTHER_WAY_IN, Optional.empty())),
                                        named("forms", ALTERNATIVE, PASSWORD, totp(REQUIRED)))),
                        "always",
                        "never"),
                row("nothing but a password", forms(PASSWORD), "never", "never"),
                row("nothing at all", new FlowTree(REQUIRED, List.of()), "never", "never"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("trusted")
    void asksInATrustedNetworkToo(String why, FlowTree flow, boolean elsewhere, boolean there) {
        assertThat(FlowRule.always(flow).isEmpty()).as("elsewhere: %s", why).isEqualTo(!elsewhere);
        assertThat(FlowRule.always(flow.whereExempt()).isEmpty())
                .as("there: %s", why)
                .isEqualTo(!there);
    }

    static Stream<Arguments> trusted() {
        Execution off = new Step(DISABLED, "factor-required", CONDITION_FACTOR_REQUIRED, Optional.empty());
        return Stream.of(
                Arguments.of("stock", browser(CONFIGURED, totp(ALTERNATIVE)), true, true),
                Arguments.of("with the condition", browser(DEMANDED, CONFIGURED, totp(ALTERNATIVE)), true, false),
                Arguments.of("alone", browser(DEMANDED, totp(REQUIRED)), true, false),
                Arguments.of("disabled", browser(off, CONFIGURED, totp(ALTERNATIVE)), true, true),
                Arguments.of(
                        "in a subflow that is not conditional",
                        forms(subflow(REQUIRED, DEMANDED, totp(REQUIRED))),
                        true,
                        true),
                Arguments.of(
                        "deeper down",
                        forms(named("outer", REQUIRED, subflow(CONDITIONAL, DEMANDED, totp(REQUIRED)))),
                        true,
                        false),
                Arguments.of(
                        "beside a second one without it",
                        forms(named(
                                "outer",
                                REQUIRED,
                                subflow(CONDITIONAL, DEMANDED, totp(REQUIRED)),
                                subflow(CONDITIONAL, CONFIGURED, passkey(REQUIRED)))),
                        true,
                        true));
    }

    private static Arguments row(String why, FlowTree flow, String totp, String passkey) {
        return Arguments.of(why, flow, totp, passkey);
    }

    private static FlowTree browser(Execution... secondFactor) {
        return forms(subflow(CONDITIONAL, secondFactor));
    }

    private static FlowTree forms(Execution behindPassword) {
        return new FlowTree(REQUIRED, List.of(COOKIE, named("forms", ALTERNATIVE, PASSWORD, behindPassword)));
    }

    private static Execution subflow(Requirement requirement, Execution... executions) {
        return named("2fa", requirement, executions);
    }

    private static Execution named(String name, Requirement requirement, Execution... executions) {
        return new Subflow(name, new FlowTree(requirement, List.of(executions)));
    }

    private static Execution totp(Requirement requirement) {
        return new Step(requirement, "otp", FACTOR, Optional.of(FactorKind.TOTP));
    }

    private static Execution passkey(Requirement requirement) {
        return new Step(requirement, "webauthn", FACTOR, Optional.of(FactorKind.PASSKEY));
    }

    private static Execution conditionalOtp() {
        return new Step(REQUIRED, "conditional-otp", FACTOR_UNDER_CONDITION, Optional.of(FactorKind.TOTP));
    }

    private static String text(FlowRule.Answer answer) {
        return answer.asks() == Asks.UNDER_A_CONDITION
                ? "if " + answer.condition().orElseThrow()
                : answer.asks().name().toLowerCase(java.util.Locale.ROOT);
    }
}
