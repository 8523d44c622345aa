package dev.securitypolicies.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.decision.AddressSource.Answers;
import dev.securitypolicies.decision.AddressSource.Choice;
import dev.securitypolicies.ip.ClientAddress;
import dev.securitypolicies.ip.ClientAddress.Derivation;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose address counts, row by row of the documentation's table, and what a chain of tokens adds to it. */
final class AddressSourceTest {

    private static final String OWN = "192.0.2.80";
    private static final String BROWSER = "10.15.1.11";
    private static final String APPROVAL = "10.15.1.12";

    @ParameterizedTest(name = "{0}, public {1}, {2}, offline {3}, browser {4}: {5} ({6})")
    @CsvSource(
            delimiter = ';',
            value = {
                "THE_REQUEST;      true;  NONE;    false; true;  own;             a page, a password",
                "THE_REQUEST;      false; SESSION; false; true;  own;             whatever is chosen for the client",
                "A_CLIENT;         true;  NONE;    false; true;  own;             it runs where its user is",
                "A_CLIENT;         true;  SESSION; false; true;  own;             a public client cannot choose that",
                "A_CLIENT;         false; NONE;    false; true;  browser;         it runs in a data centre",
                "A_CLIENT;         false; NONE;    false; false; own;             nobody was seen in a browser",
                "A_CLIENT;         false; REQUEST; false; true;  own;             an admin has chosen so",
                "A_CLIENT;         false; SESSION; false; true;  browser;         as it would be anyway",
                "A_CLIENT;         false; NONE;    true;  true;  own;             nobody is there any more",
                "A_CLIENT;         false; SESSION; true;  true;  browser;         an admin has chosen so",
                "A_CLIENT;         true;  SESSION; true;  true;  browser;         for offline tokens it may choose",
                "A_DEVICE;         true;  NONE;    false; true;  approval and own; both, and not a later step",
                "AN_UNKNOWN_GRANT; false; NONE;    false; true;  browser and own; everything that could count",
                "AN_UNKNOWN_GRANT; false; NONE;    false; false; own;             there is nothing else",
            })
    void whose(
            Answers answers,
            boolean isPublic,
            Choice choice,
            boolean offline,
            boolean seen,
            String expected,
            String why) {
        AddressSource source = new AddressSource(
                at(OWN), seen ? Optional.of(at(BROWSER)) : Optional.empty(), Optional.of(at(APPROVAL)));
        String found = source.of(answers, new AddressSource.Client(isPublic, choice, offline))
                .text()
                .replace(OWN, "own")
                .replace(BROWSER, "browser")
                .replace(APPROVAL, "approval");
        assertThat(found).as(why).isEqualTo(expected);
    }

    @Test
    void aDeviceThatNobodyKnowsToHaveApprovedHasNoAddress() {
        AddressSource source = new AddressSource(at(OWN), Optional.of(at(BROWSER)), Optional.empty());
        assertThat(source.of(Answers.A_DEVICE, new AddressSource.Client(true, Choice.NONE, false))
                        .isUnknown())
                .isTrue();
    }

    @Test
    void aChainKeepsEveryAddressOnceAndNeverForgets() {
        Provenance first = Provenance.known(PolicyAddress.of(at(BROWSER)), Optional.empty());
        Provenance second = first.then(PolicyAddress.of(at(OWN)));
        Provenance third = second.then(PolicyAddress.of(at(BROWSER)));
        assertThat(third.addresses().orElseThrow().text()).isEqualTo(BROWSER + " and " + OWN);
        assertThat(third.with(PolicyAddress.of(at(APPROVAL))).text())
                .isEqualTo(BROWSER + " and " + OWN + " and " + APPROVAL);
    }

    @Test
    void whatNobodyKnowsBoundsByRolesAlone() {
        Provenance unknown = Provenance.unknown(Set.of("Mobile"));
        assertThat(unknown.admits("Mobile")).isTrue();
        assertThat(unknown.admits("Administrator")).isFalse();
        assertThat(unknown.then(PolicyAddress.of(at(OWN))))
                .as("one more step does not make it known")
                .isEqualTo(unknown);
        assertThat(new Provenance(Optional.empty(), Optional.empty()).admits("Mobile"))
                .as("neither addresses nor roles")
                .isFalse();
    }

    @Test
    void aChainThatIsTooLongCountsAsUnknown() {
        Provenance chain = Provenance.known(PolicyAddress.of(at("10.0.0.0")), Optional.of(Set.of("Mobile")));
        for (int i = 1; i <= 20; i++) {
            chain = chain.then(PolicyAddress.of(at("10.0.0." + i)));
        }
        assertThat(chain.addresses()).isEmpty();
        assertThat(chain.roles()).contains(Set.of("Mobile"));
    }

    private static ClientAddress at(String address) {
        return ClientAddress.parse(address, Derivation.PEER);
    }
}
