package dev.securitypolicies.keycloak.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.policy.AttributeCodec;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an auditor reads of a policy who has never heard of its attributes. */
final class PolicyWordsTest {

    @Test
    void withoutASettingNothingIsRestricted() {
        assertThat(PolicyWords.of(SecurityPolicy.NONE))
                .containsExactly(
                        "The policy is enforced.",
                        "Everyone may log in from anywhere.",
                        "The realm may be administered from anywhere.",
                        "Service accounts and interface users need no IP group.",
                        "Nobody must have a second factor.");
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "mode | report-only | The policy is not enforced; what it would refuse is reported.",
                "ip.subscriber | 10.15.1.*, 192.0.2.1 | Everyone may log in from 10.15.1.*, 192.0.2.1.",
                "ip.subscriber | nonsense | Everyone may log in from nonsense (no address at all).",
                "ip.roles | {\"it\": [\"10.15.1.9\"]} | The role it may be used from 10.15.1.9, in place of everyone's list.",
                "ip.groups | {\"office\": [\"10.15.1.9\"]} | The IP group office is 10.15.1.9.",
                "ip.adminPanel | 10.15.1.9 | The realm may be administered from 10.15.1.9.",
                "mfa.everyone | true | A second factor is required of everyone.",
                "mfa.roles | it, boss | A second factor is required of holders of boss, it.",
                "sso.forced | true | Logins with local credentials are refused, other than of users who are allowed to.",
                "session.lifetimeMinutes | 60 | A session lives for 60 minutes.",
            })
    void everySettingHasItsSentence(String name, String value, String sentence) {
        Map<String, String> attributes = new HashMap<>(Map.of("securityPolicy." + name, value));
        assertThat(PolicyWords.of(AttributeCodec.decode(attributes).policy()))
                .anyMatch(line -> sentence.equals(line) || line.equals(sentence + " "));
    }
}
