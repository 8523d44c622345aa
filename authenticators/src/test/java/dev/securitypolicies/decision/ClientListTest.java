package dev.securitypolicies.decision;

import static dev.securitypolicies.decision.Worlds.from;
import static dev.securitypolicies.decision.Worlds.policy;
import static dev.securitypolicies.decision.Worlds.role;
import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R4 and R5: the allowlist of a client, for its service account and for whoever logs in through it without a browser. */
final class ClientListTest {

    private static final SecurityPolicy POLICY =
            policy("ip.subscriber", "10.15.*.*", "ip.groups", "{\"vpn\": [\"10.15.1.*\"]}");

    @ParameterizedTest(name = "list of the account {0}, of the step {1}, group {2}, from {3}: {4} ({5})")
    @CsvSource(
            delimiter = ';',
            value = {
                "'';          '';          '';  10.15.1.5; ip-user-group-missing;   R5: a service account must carry something",
                "10.15.1.*;   '';          '';  10.15.1.5; allowed;                 the client's list is as good",
                "10.15.1.*;   '';          '';  10.15.2.5; ip-client;               and keeps out of elsewhere",
                "'';          10.15.1.*;   '';  10.15.1.5; ip-user-group-missing;   that of the client somebody logs in through is not: it is not theirs",
                "'';          10.15.1.*;   vpn; 10.15.1.5; allowed;                 it only adds",
                "'';          10.15.1.8/29; vpn; 10.15.1.5; ip-client;              and keeps out",
                "*;           '';          '';  10.15.1.5; ip-user-group-missing;   what restricts nothing stands for nothing beside a list for everyone",
                "10.15.1.*;   10.15.2.*;   '';  10.15.1.5; ip-client;               both count",
                "10.15.1.*;   '';          vpn; 10.15.1.5; allowed;                 a group beside it",
                "10.15.*.*;   '';          vpn; 10.15.2.5; ip-user;                 goes on adding its own",
                "*;           '';          vpn; 192.0.2.1; ip-all-roles-withheld;   it never widens",
                "bad;         '';          '';  10.15.1.5; ip-client;               R11: nothing valid, no address",
                "10.15.1.*;   '';          '';  unknown;   ip-address-unknown;      R11: an unknown address is in no list",
            })
    void whatItAdds(String account, String step, String group, String place, String outcome, String why) {
        Subject user = new Subject(
                new RoleGraph(Set.of(role("a")), Map.of()),
                group.isEmpty() ? Set.of() : Set.of(group),
                true,
                false,
                list(account),
                List.of());
        Step issue =
                new Step.TokenIssue(LoginKind.SERVICE_ACCOUNT, MfaEvidence.unseen(), false, true, list(step), Set.of());
        AccessDecision decision = AccessRule.decide(
                new AccessRequest(POLICY, user, () -> SecondFactor.NOT_REQUIRED, from(place), issue, 0));
        assertThat(decision.refusal().map(Reason::code).orElse("allowed"))
                .as(why)
                .isEqualTo(outcome);
    }

    private static Optional<AddressSet> list(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Worlds.set(text));
    }
}
