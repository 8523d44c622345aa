package dev.securitypolicies.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.ip.AddressParser;
import dev.securitypolicies.policy.OrganizationCodec.Decoded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R17 and R11: what an organization's attributes say, and what is made of those that say nothing. */
final class OrganizationCodecTest {

    private static final IpPolicy REALM = AttributeCodec.decode(
                    Map.of("securityPolicy.ip.groups", "{\"office\": [\"10.15.1.0/24\"]}"))
            .policy()
            .ip();

    @ParameterizedTest(name = "list `{0}`, factor `{1}`: {2}, {3}, {4} ({5})")
    @CsvSource(
            delimiter = ';',
            value = {
                "'';                   '';         anywhere; free;     0; nothing is asked",
                "10.15.1.*;            '';         here;     free;     0; a list",
                "192.0.2.1|10.15.1.*;  '';         here;     free;     0; each value is a line of the list",
                "192.0.2.1, 10.15.1.7; '';         elsewhere; free;    0; several in one value",
                "@office;              '';         here;     free;     0; the realm's groups can be referred to",
                "@nowhere;             '';         elsewhere; free;    1; a group that does not exist holds no address",
                "010.15.1.20;          '';         elsewhere; free;    1; an invalid entry holds none",
                "' , ';                '';         anywhere; free;     0; a cleared field is no list",
                "'';                   true;       anywhere; required; 0; the switch",
                "'';                   FALSE;      anywhere; free;     0; in any case",
                "'';                   false|true; anywhere; required; 0; one value that says so is enough",
                "'';                   jes;        anywhere; required; 1; an unreadable switch is on",
            })
    void whatItAsks(String list, String factor, String from, String mfa, int problems, String why) {
        Decoded decoded = decode(
                Map.of("securityPolicy.ip.subscriber", values(list), "securityPolicy.mfa.everyone", values(factor)));
        assertThat(from(decoded)).as(why).isEqualTo(from);
        assertThat(decoded.subscriber().factorRequired()).as(why).isEqualTo(mfa.equals("required"));
        assertThat(decoded.problems())
                .as(why)
                .hasSize(problems)
                .allSatisfy(problem -> assertThat(problem.hint()).isNotBlank());
        assertThat(decoded.subscriber().restricts()).isEqualTo(!from.equals("anywhere") || mfa.equals("required"));
    }

    @Test
    void anotherSettingOfTheRealmIsReported() {
        Decoded decoded = decode(Map.of("securityPolicy.ip.roles", List.of("{}"), "color", List.of("blue")));
        assertThat(decoded.subscriber()).isEqualTo(Subscriber.NONE);
        assertThat(decoded.problems()).extracting(Problem::code).containsExactly("unknown-setting");
    }

    @Test
    void aMissingValueIsNone() {
        List<String> nothing = new ArrayList<>();
        nothing.add(null);
        assertThat(decode(Map.of("securityPolicy.ip.subscriber", nothing)).subscriber())
                .isEqualTo(Subscriber.NONE);
    }

    private static Decoded decode(Map<String, List<String>> attributes) {
        return OrganizationCodec.decode(attributes, text -> NetworkList.read(text, REALM));
    }

    private static String from(Decoded decoded) {
        return decoded.subscriber()
                .addresses()
                .map(set -> set.contains(
                                AddressParser.parse("10.15.1.20").toOptional().orElseThrow())
                        ? "here"
                        : "elsewhere")
                .orElse("anywhere");
    }

    private static List<String> values(String text) {
        return Arrays.asList(text.split("\\|", -1));
    }
}
