package dev.securitypolicies.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.ip.AddressParser;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An allowlist outside of the policy, with what is wrong in it. */
final class NetworkListTest {

    private static final IpPolicy IP = AttributeCodec.decode(
                    Map.of("securityPolicy.ip.groups", "{\"office\": [\"10.15.1.0/24\"], \"empty\": []}"))
            .policy()
            .ip();

    @ParameterizedTest(name = "`{0}`: {1}, {2} ({3})")
    @CsvSource(
            delimiter = '~',
            value = {
                "10.15.1.*~                 true~  ''~                                a network",
                "192.0.2.1, 10.15.1.20~     true~  ''~                                one of two",
                "192.0.2.1~                 false~ ''~                                another",
                "@office~                   true~  ''~                                a group of the policy",
                "@empty~                    false~ ''~                                a group without addresses",
                "@nowhere~                  false~ `@nowhere` refers to an IP group~  no group of the policy",
                "10.15.1.7/24~              false~ `10.15.1.7/24` has bits~           an invalid entry matches nothing",
                "10.15.1.20, bad~           true~  `bad` is not an IP address~        and the valid ones still match",
                "' , '~                     false~ the list is empty~                 nothing but separators",
            })
    void whatItHoldsAndWhatIsWrong(String text, boolean holds, String fault, String why) {
        NetworkList list = NetworkList.read(text, IP);
        assertThat(list.addresses()
                        .contains(AddressParser.parse("10.15.1.20").toOptional().orElseThrow()))
                .as(why)
                .isEqualTo(holds);
        assertThat(list.faults())
                .as(why)
                .allSatisfy(found -> {
                    assertThat(found.message()).contains(fault);
                    assertThat(found.hint()).isNotBlank();
                })
                .hasSize(fault.isEmpty() ? 0 : 1);
    }

    @Test
    void aListThatIsTooLongIsNotRead() {
        NetworkList list = NetworkList.read("10.15.1.20,".repeat(500), IP);
        assertThat(list.addresses().isEmpty()).isTrue();
        assertThat(list.faults()).hasSize(1);
    }
}
