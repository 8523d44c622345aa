package dev.securitypolicies.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.decision.MfaDecision.Exempt;
import dev.securitypolicies.decision.MfaDecision.NotPerformed;
import dev.securitypolicies.decision.MfaEvidence.Origin;
import dev.securitypolicies.ip.ClientAddress;
import dev.securitypolicies.ip.ClientAddress.Derivation;
import dev.securitypolicies.policy.AttributeCodec;
import dev.securitypolicies.policy.MfaPolicy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R16: where nobody is asked for the factor they have. */
final class ExemptionRuleTest {

    private static final Optional<MfaRequirement> REQUIRED = Optional.of(new MfaRequirement.Everyone());
    private static final SecondFactor ENROLLED = new SecondFactor(REQUIRED, true, 0, false);

    @ParameterizedTest(name = "`{0}` at `{1}`: {2} ({3})")
    @CsvSource(
            delimiter = ';',
            value = {
                "10.15.1.0/24;              10.15.1.11;            true;  in the list",
                "10.15.1.0/24;              10.15.2.11;            false; beside it",
                "10.15.1.0/24;              10.15.1.11 10.15.1.12; true;  all addresses that count are in it",
                "10.15.1.0/24;              10.15.1.11 192.0.2.1;  false; one of them is not",
                "@office;                   10.15.1.11;            true;  through a group",
                "@nowhere;                  10.15.1.11;            false; a group that does not exist holds no address",
                "10.15.1.0/24, 10.15.2.7/24; 10.15.2.7;            false; an invalid entry exempts nobody",
                "10.15.1.7/24;              10.15.1.7;             false; nor does a list of such entries",
                "*;                         '';                    false; an unknown address is in no list",
                "'';                        10.15.1.11;            false; an empty list is as good as none",
            })
    void whichAddress(String list, String addresses, boolean exempt, String why) {
        assertThat(ExemptionRule.applies(policy(list), ENROLLED, address(addresses)))
                .as(why)
                .isEqualTo(exempt);
    }

    @Test
    void whoHasNoFactorOrAdministersIsAskedEverywhere() {
        MfaPolicy policy = policy("*");
        PolicyAddress here = address("10.15.1.11");
        assertThat(ExemptionRule.applies(policy, ENROLLED, here)).isTrue();
        assertThat(ExemptionRule.applies(policy, new SecondFactor(REQUIRED, false, 0, false), here))
                .isFalse();
        assertThat(ExemptionRule.applies(policy, new SecondFactor(REQUIRED, true, 0, true), here))
                .isFalse();
        assertThat(ExemptionRule.applies(policy, new SecondFactor(Optional.empty(), true, 0, false), here))
                .as("of whom nothing is required, their own flow asks")
                .isFalse();
        assertThat(ExemptionRule.applies(policy, SecondFactor.NOT_REQUIRED, here))
                .as("where nobody has asked, nobody is exempt")
                .isFalse();
    }

    @ParameterizedTest(name = "{0} at {1} with `mfa.sessions` {2}: {3} ({4})")
    @CsvSource(
            delimiter = ';',
            value = {
                "EXEMPTED; 10.15.1.11; enrolled;  Exempt;       it goes on here",
                "EXEMPTED; 192.0.2.1;  enrolled;  NotPerformed; an older session is left alone, and this one is none",
                "EXEMPTED; 192.0.2.1;  performed; NotPerformed; nor here",
                "SESSION;  192.0.2.1;  enrolled;  Satisfied;    it is older than the requirement",
                "SESSION;  10.15.1.11; performed; Exempt;       and here needs no factor at all",
                "UNSEEN;   192.0.2.1;  enrolled;  NotPerformed; no evidence means no",
            })
    void theExemptionIsOfTheAddressAndNotOfTheSession(
            Origin origin, String address, String sessions, String expected, String why) {
        Map<String, String> attributes = Map.of(
                "securityPolicy.mfa.everyone", "true",
                "securityPolicy.mfa.sessions", sessions,
                "securityPolicy.mfa.exemptFrom", "10.15.1.0/24");
        MfaPolicy policy = AttributeCodec.decode(attributes).policy().mfa();
        boolean exempt = ExemptionRule.applies(policy, ENROLLED, address(address));
        assertThat(MfaRule.decide(policy, ENROLLED, evidence(origin), exempt, 0)
                        .getClass()
                        .getSimpleName())
                .as(why)
                .isEqualTo(expected);
    }

    /** The law: outside of the list it changes nothing, and inside it only ever takes a question away. */
    @Test
    void aListOnlyEverTakesTheQuestionAwayAndOnlyInside() {
        MfaPolicy without = policy("");
        MfaPolicy with = policy("10.15.1.0/24");
        for (Origin origin : Origin.values()) {
            for (SecondFactor factor : factors().toList()) {
                for (String where : Set.of("10.15.1.11", "192.0.2.1", "")) {
                    boolean exempt = ExemptionRule.applies(with, factor, address(where));
                    MfaDecision before = MfaRule.decide(without, factor, evidence(origin), false, 0);
                    MfaDecision after = MfaRule.decide(with, factor, evidence(origin), exempt, 0);
                    boolean spared = before instanceof NotPerformed && after instanceof Exempt;
                    assertThat(after.equals(before)
                                    || (spared && where.equals("10.15.1.11") && ENROLLED.equals(factor)))
                            .as("%s %s %s: %s, %s", origin, factor, where, before, after)
                            .isTrue();
                }
            }
        }
    }

    private static Stream<SecondFactor> factors() {
        return Stream.of(
                ENROLLED,
                SecondFactor.NOT_REQUIRED,
                new SecondFactor(REQUIRED, false, 0, false),
                new SecondFactor(REQUIRED, true, 0, true));
    }

    private static MfaEvidence evidence(Origin origin) {
        return new MfaEvidence(origin, Set.of(), Optional.empty());
    }

    private static PolicyAddress address(String texts) {
        return Stream.of(texts.split(" ", -1))
                .map(text -> PolicyAddress.of(ClientAddress.parse(text, Derivation.PEER)))
                .reduce(PolicyAddress::and)
                .orElseThrow();
    }

    private static MfaPolicy policy(String list) {
        Map<String, String> attributes = new HashMap<>(Map.of("securityPolicy.mfa.everyone", "true"));
        attributes.put("securityPolicy.ip.groups", "{\"office\": [\"10.15.1.0/24\"]}");
        attributes.put("securityPolicy.mfa.exemptFrom", list);
        return AttributeCodec.decode(attributes).policy().mfa();
    }
}
