package dev.securitypolicies.decision;

import static dev.securitypolicies.decision.Worlds.from;
import static dev.securitypolicies.decision.Worlds.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.policy.SecurityPolicy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused before it is known who is asking. */
final class EarlyRuleTest {

    @ParameterizedTest(name = "{0} {1} from {2}: {3}")
    @CsvSource(
            delimiter = ';',
            value = {
                "10.0.0.0/8; '';           10.1.2.3;    allowed;            the subscriber's list admits it",
                "10.0.0.0/8; '';           192.0.2.1;   ip-nobody;          no list admits it",
                "10.0.0.0/8; 192.0.2.0/24; 192.0.2.1;   allowed;            somebody may hold that role",
                "10.0.0.0/8; 192.0.2.0/24; 203.0.113.9; ip-nobody;          neither list admits it",
                "10.0.0.0/8; '';           nonsense;    ip-address-unknown; R11: an unknown address is in no list",
                "'';         192.0.2.0/24; 203.0.113.9; allowed;            a role without a list may be used from anywhere",
                "'';         '';           nonsense;    allowed;            nothing is restricted",
            })
    void anAddressThatNoListAdmitsIsRefused(
            String subscriber, String roleList, String address, String outcome, String why) {
        String roles = roleList.isEmpty() ? "" : "{\"reader\":[\"" + roleList + "\"]}";
        SecurityPolicy policy = policy("ip.subscriber", subscriber, "ip.roles", roles);
        assertThat(EarlyRule.refusal(policy, from(address)).map(Reason::code).orElse("allowed"))
                .as(why)
                .isEqualTo(outcome);
    }
}
