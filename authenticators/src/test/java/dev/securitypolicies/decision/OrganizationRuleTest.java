package dev.securitypolicies.decision;

import static dev.securitypolicies.decision.Worlds.from;
import static dev.securitypolicies.decision.Worlds.holding;
import static dev.securitypolicies.decision.Worlds.role;
import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.policy.SecurityPolicy;
import dev.securitypolicies.policy.Subscriber;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R17: an organization outside its list is withheld; a login that it manages or that asks for it is refused. */
final class OrganizationRuleTest {

    private static final SecurityPolicy NOTHING = Worlds.policy();
    private static final Membership ACME = member("acme", false, "10.15.1.*");
    private static final Membership BETA = member("beta", false, "10.15.2.*");
    private static final Membership MANAGED = member("managed", true, "10.15.1.*");
    private static final Membership OPEN = new Membership("open", "open", true, Subscriber.NONE);

    private static Membership member(String name, boolean managed, String list) {
        return new Membership(name, name, managed, new Subscriber(Optional.of(Worlds.set(list)), false));
    }

    @ParameterizedTest(name = "in {0}, asks for {1}, from {2}: without {3}, {4} ({5})")
    @CsvSource(
            delimiter = ';',
            value = {
                "acme+beta;    '';        10.15.1.5;  beta;      allowed;            each has its own list",
                "acme+beta;    '';        10.15.2.5;  acme;      allowed;            and is judged by it alone",
                "acme+beta;    '';        192.0.2.1;  acme+beta; allowed;            a member who is not managed gets in without them",
                "acme+beta;    acme;      10.15.1.5;  beta;      allowed;            the one that is asked for is kept",
                "acme+beta;    beta;      10.15.1.5;  beta;      ip-organization;    the one that is asked for is withheld",
                "acme+beta;    acme+beta; 10.15.1.5;  beta;      ip-organization;    one of two is enough",
                "acme;         gone;      192.0.2.1;  acme;      allowed;            Keycloak itself refuses what nobody is a member of",
                "managed;      '';        10.15.1.5;  '';        allowed;            inside its list",
                "managed;      '';        192.0.2.1;  managed;   ip-organization;    whom it manages goes nowhere without it",
                "managed+beta; beta;      10.15.2.5;  managed;   ip-organization;    not even to another one",
                "open;         '';        192.0.2.1;  '';        allowed;            no list, no restriction",
                "acme;         '';        unknown;    acme;      allowed;            an unknown address is in no list",
                "managed;      '';        unknown;    managed;   ip-address-unknown; and the reason says so",
                "acme;         acme;      unknown;    acme;      ip-address-unknown; here too",
            })
    void whatIsWithheldAndWhoIsRefused(
            String in, String asks, String place, String without, String outcome, String why) {
        Subject user = Worlds.in(
                holding(role("a")),
                Stream.of(ACME, BETA, MANAGED, OPEN)
                        .filter(membership -> names(in).contains(membership.alias()))
                        .toArray(Membership[]::new));
        AccessDecision decision = AccessRule.decide(request(NOTHING, user, from(place), names(asks)));
        assertThat(decision.withheldOrganizations().stream().map(Membership::alias))
                .as(why)
                .containsExactlyInAnyOrderElementsOf(names(without));
        assertThat(decision.refusal().map(Reason::code).orElse("allowed"))
                .as(why)
                .isEqualTo(outcome);
    }

    @Test
    void whatWasMadeAtSeveralAddressesNeedsEachOfThem() {
        Subject user = Worlds.in(holding(role("a")), ACME);
        PolicyAddress both = from("10.15.1.5").and(from("192.0.2.1"));
        assertThat(AccessRule.decide(request(NOTHING, user, both, Set.of())).withheldOrganizations())
                .containsExactly(ACME);
    }

    /** R17 only tightens: whatever an organization asks, nobody gets more than without it. */
    @Test
    void noOrganizationWidensAnything() {
        Random random = new Random(17);
        String[] lists = {"10.15.1.*", "10.15.1.0/28", "192.0.2.0/24", "*"};
        for (int world = 0; world < 20_000; world++) {
            SecurityPolicy policy = Worlds.policy(
                    "ip.subscriber",
                    lists[random.nextInt(lists.length)],
                    "ip.roles",
                    "{\"a\":[\"" + lists[random.nextInt(lists.length)] + "\"]}");
            PolicyAddress where = from("10.15.1." + random.nextInt(40));
            Subject alone = holding(role("a"), role("b"));
            Subject member = Worlds.in(
                    alone,
                    member("one", random.nextBoolean(), lists[random.nextInt(lists.length)]),
                    member("two", random.nextBoolean(), lists[random.nextInt(lists.length)]));
            Set<String> asks = random.nextBoolean() ? Set.of("one") : Set.of();
            AccessDecision without = AccessRule.decide(request(policy, alone, where, Set.of()));
            AccessDecision with = AccessRule.decide(request(policy, member, where, asks));
            assertThat(without.refusal().isPresent() && with.refusal().isEmpty())
                    .as("world %d", world)
                    .isFalse();
            assertThat(with.withheld()).as("world %d", world).containsAll(without.withheld());
        }
    }

    private static AccessRequest request(
            SecurityPolicy policy, Subject user, PolicyAddress where, Set<String> organizations) {
        Step step = new Step.TokenIssue(
                LoginKind.LOCAL, MfaEvidence.unseen(), false, true, Optional.empty(), organizations);
        return new AccessRequest(policy, user, () -> SecondFactor.NOT_REQUIRED, where, step, 0);
    }

    private static Set<String> names(String text) {
        return text.isEmpty() ? Set.of() : Set.copyOf(List.of(text.split("\\+", -1)));
    }
}
