package dev.securitypolicies.decision;

import static dev.securitypolicies.decision.Worlds.from;
import static dev.securitypolicies.decision.Worlds.holding;
import static dev.securitypolicies.decision.Worlds.policy;
import static dev.securitypolicies.decision.Worlds.role;
import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.policy.SecurityPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R1 to R3 for a user, and for a role that only a mapper adds. */
final class AddressRuleTest {

    private static final SecurityPolicy TABLE = policy(
            "ip.subscriber", "10.15.1.*", "ip.roles", "{\"Administrator\": [\"10.15.1.10\"], \"Mobile\": [\"*\"]}");

    @ParameterizedTest(name = "{0} at {1}: {3}")
    @CsvSource({
        "Administrator, 10.15.1.10,    true,  in the role's own list",
        "Administrator, 10.15.1.55,    false, the role's own list replaces the subscriber's",
        "Participant,   10.15.1.55,    true,  no list of its own: the subscriber's",
        "Participant,   67.25.19.198,  false, no list of its own: the subscriber's",
        "Mobile,        67.25.19.198,  true,  wider than the subscriber's",
    })
    void aRoleThatAMapperAddsIsJudgedAsIfItWereGranted(String name, String address, boolean kept, String why) {
        assertThat(AddressRule.keepsGrantedRole(TABLE, role(name), from(address)))
                .as(why)
                .isEqualTo(kept);
    }

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource({
        "67.25.19.198, Participant, ip-all-roles-withheld, nothing is left (R3)",
        "67.25.19.198, '',          ip-subscriber,         who holds nothing is judged by the subscriber's list (R1)",
        "nonsense,     Participant, ip-address-unknown,    nobody knows where that is (R11)",
        "nonsense,     '',          ip-address-unknown,    the same without a role",
        "67.25.19.198, Mobile,      '',                    one role is enough",
        "10.15.1.55,   '',          '',                    in the subscriber's list",
    })
    void whyAUserIsRefused(String address, String role, String reason, String why) {
        Subject subject = role.isEmpty() ? holding() : holding(role(role));
        assertThat(AddressRule.decide(TABLE, subject, from(address))
                        .refusal()
                        .map(Reason::code)
                        .orElse(""))
                .as(why)
                .isEqualTo(reason);
    }

    @Test
    void unreadableListsOfRolesWithholdEveryRoleAndNobodysAccessWithoutOne() {
        SecurityPolicy unreadable = policy("ip.roles", "{oops");
        assertThat(AddressRule.decide(unreadable, holding(role("any")), from("10.0.0.1"))
                        .refusal())
                .contains(Reason.ROLES_UNREADABLE);
        assertThat(AddressRule.decide(unreadable, holding(), from("10.0.0.1")).refusal())
                .isEmpty();
    }
}
