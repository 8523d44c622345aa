package dev.securitypolicies.decision;

import static dev.securitypolicies.decision.Worlds.builtIn;
import static dev.securitypolicies.decision.Worlds.from;
import static dev.securitypolicies.decision.Worlds.holding;
import static dev.securitypolicies.decision.Worlds.policy;
import static dev.securitypolicies.decision.Worlds.role;
import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.ip.ClientAddress;
import dev.securitypolicies.ip.ClientAddress.Derivation;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R1, R3, R4, R5, R11 and R14: whether a user may come at all. */
final class UserRuleTest {

    private static final String INSIDE = "10.15.1.55";
    private static final String OUTSIDE = "67.25.19.198";

    @ParameterizedTest(name = "{0} from {1}: {3}")
    @CsvSource(
            delimiter = ';',
            value = {
                "none;            inside;  allowed;                  R1: a user without any role is judged by the subscriber's list",
                "none;            outside; ip-subscriber;            R1: a user without any role is judged by the subscriber's list",
                "builtIn;        outside; ip-subscriber;            R3: builtIn does not count",
                "builtIn+wide;   outside; allowed;                  R3: one role that counts is left",
                "builtIn+plain;  outside; ip-all-roles-withheld;    R3: all that count are withheld",
                "builtIn+narrow; inside;  ip-all-roles-withheld;    R3: kept builtIn does not save a login",
                "plain;           unknown; ip-address-unknown;       R11: an unknown address is in no list",
                "wide;            unknown; ip-address-unknown;       R11: not even in `*`",
                "none;            unknown; ip-address-unknown;       R11: an unknown address is in no list",
            })
    void rolesAndSubscriber(String roles, String place, String outcome, String why) {
        SecurityPolicy policy =
                policy("ip.subscriber", "10.15.1.*", "ip.roles", "{\"wide\":[\"*\"],\"narrow\":[\"192.0.2.1\"]}");
        Role[] held = List.of(roles.split("\\+", -1)).stream()
                .filter(name -> !name.equals("none"))
                .map(name -> name.equals("builtIn") ? builtIn("default-roles") : role(name))
                .toArray(Role[]::new);
        assertThat(outcome(policy, holding(held), at(place))).as(why).isEqualTo(outcome);
    }

    @ParameterizedTest(name = "{0} under {1} from {2}: {4}")
    @CsvSource(
            delimiter = ';',
            value = {
                "vpn;                    none;       inside;  allowed;  R4: the address is in the group",
                "vpn;                    none;       outside; ip-user;  R4: the address is in none",
                "vpn, office;            none;       outside; allowed;  R4: several are a union",
                "office;                 subscriber; outside; ip-all-roles-withheld; R4: a group only ever adds a restriction",
                "gone;                   none;       inside;  ip-user;  R11: a dangling reference matches nothing",
                "gone, vpn;              none;       inside;  allowed;  R11: the valid ones still match",
                "broken;                 none;       inside;  ip-user;  R11: a group of invalid entries matches nothing",
                "vpn;                    none;       unknown; ip-address-unknown; R11: an unknown address is in no group",
                "No IP Restrictions;     none;       outside; allowed;  R5: it satisfies without restricting",
                "No IP Restrictions;     subscriber; inside;  allowed;  R5: beside a subscriber list it counts as no group",
                "No IP Restrictions,vpn; subscriber; inside;  allowed;  R5: the other groups still count",
            })
    void userGroups(String groups, String realm, String place, String outcome, String why) {
        Subject user = Worlds.subject(new RoleGraph(Set.of(role("a")), Map.of()), names(groups), false, false);
        assertThat(outcome(realm(realm), user, at(place))).as(why).isEqualTo(outcome);
    }

    @ParameterizedTest(name = "{0} with {1} under {2}: {4}")
    @CsvSource(
            delimiter = ';',
            value = {
                "interface; '';                 none;       allowed;               the realm restricts no address",
                "interface; '';                 subscriber; ip-user-group-missing; mandatory once the realm restricts",
                "interface; '';                 roles;      ip-user-group-missing; mandatory once a role is restricted",
                "interface; '';                 optional;   allowed;               optional for a migration",
                "interface; vpn;                subscriber; allowed;               it carries one",
                "interface; No IP Restrictions; roles;      allowed;               the built-in group satisfies",
                "interface; No IP Restrictions; subscriber; ip-user-group-missing; beside a subscriber list it counts as none",
                "password;  '';                 none;       allowed;               SSO is not forced",
                "password;  '';                 sso;        ip-user-group-missing; always under forced SSO",
                "person;    '';                 sso;        allowed;               not an exception to forced SSO",
            })
    void mandatoryGroups(String kind, String groups, String realm, String outcome, String why) {
        Subject user = Worlds.subject(
                new RoleGraph(Set.of(role("a")), Map.of()),
                names(groups),
                kind.equals("interface"),
                kind.equals("password"));
        assertThat(outcome(realm(realm), user, at("inside"))).as(why).isEqualTo(outcome);
    }

    @Test
    void aDeviceGrantNeedsBothAddressesInTheList() {
        ClientAddress inside = ClientAddress.parse(INSIDE, Derivation.SESSION);
        ClientAddress outside = ClientAddress.parse(OUTSIDE, Derivation.PEER);
        SecurityPolicy policy = realm("subscriber");
        assertThat(outcome(policy, holding(role("a")), new PolicyAddress(List.of(inside, inside))))
                .isEqualTo("allowed");
        assertThat(outcome(policy, holding(role("a")), new PolicyAddress(List.of(inside, outside))))
                .isEqualTo("ip-all-roles-withheld");
    }

    @Test
    void reportOnlyDecidesAndEnforcesNothing() {
        SecurityPolicy policy = policy("mode", "report-only", "ip.subscriber", "10.15.1.*");
        PolicyAddress address = from(OUTSIDE);
        AccessRequest request = new AccessRequest(
                policy, holding(role("a")), () -> SecondFactor.NOT_REQUIRED, address, new Step.Look(), 0);
        EnforcedDecision decision =
                new EnforcedDecision(AccessRule.decide(request), address, Enforcement.of(policy.mode()));
        assertThat(decision.refusal()).contains(Reason.ALL_ROLES_WITHHELD);
        assertThat(decision.enforcedRefusal()).isEmpty();
        assertThat(decision.enforcedWithheld()).isEmpty();
    }

    private static SecurityPolicy realm(String kind) {
        String groups = "{\"vpn\":[\"10.15.1.*\"],\"office\":[\"67.25.19.*\"],\"broken\":[\"10.15.1\"]}";
        return switch (kind) {
            case "subscriber" -> policy("ip.groups", groups, "ip.subscriber", "@vpn");
            case "roles" -> policy("ip.groups", groups, "ip.roles", "{\"other\":[\"@office\"]}");
            case "optional" -> policy("ip.groups", groups, "ip.subscriber", "@vpn", "ip.interfaceUsers", "optional");
            case "sso" -> policy("ip.groups", groups, "sso.forced", "true");
            default -> policy("ip.groups", groups);
        };
    }

    private static PolicyAddress at(String place) {
        return switch (place) {
            case "inside" -> from(INSIDE);
            case "outside" -> from(OUTSIDE);
            default -> from("nonsense");
        };
    }

    private static Set<String> names(String text) {
        return text.isEmpty() ? Set.of() : Set.of(text.split("\\s*,\\s*", -1));
    }

    private static String outcome(SecurityPolicy policy, Subject subject, PolicyAddress address) {
        return AddressRule.decide(policy, subject, address)
                .refusal()
                .map(Reason::code)
                .orElse("allowed");
    }
}
