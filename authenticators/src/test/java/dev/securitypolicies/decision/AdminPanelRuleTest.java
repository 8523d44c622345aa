package dev.securitypolicies.decision;

import static dev.securitypolicies.decision.Worlds.from;
import static dev.securitypolicies.decision.Worlds.policy;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R7: from where a realm may be administered. */
final class AdminPanelRuleTest {

    @ParameterizedTest(name = "{0} from {1}: {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "10.0.0.0/8; 10.1.2.3;  allowed;            the list admits it",
                "10.0.0.0/8; 192.0.2.1; admin-panel;        the list does not",
                "10.0.0.0/8; nonsense;  ip-address-unknown; R11: an unknown address is in no list",
                "*;          nonsense;  ip-address-unknown; R11: not even in one that admits all",
                "'';         nonsense;  allowed;            without a list there is nothing to be in",
            })
    void onlyListedAddressesAdminister(String list, String address, String outcome, String why) {
        assertThat(AdminPanelRule.refusal(policy("ip.adminPanel", list), from(address))
                        .map(Reason::code)
                        .orElse("allowed"))
                .as(why)
                .isEqualTo(outcome);
    }
}
