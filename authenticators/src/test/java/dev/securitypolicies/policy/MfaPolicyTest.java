package dev.securitypolicies.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R8: whether a policy demands a factor of anybody at all. */
final class MfaPolicyTest {

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource({
        "mfa.everyone,   true, true,  of everyone",
        "mfa.admins,     true, true,  of admins",
        "mfa.roles,      reader,   true,  of who holds the role",
        "mfa.adminRoles, reader,   false, says who is an admin and demands nothing by itself",
        "mfa.graceDays,  7,        false, says until when and demands nothing by itself",
        "mfa.everyone,   false, false, of nobody",
    })
    void demandsAnything(String name, String value, boolean demands, String why) {
        SecurityPolicy policy =
                AttributeCodec.decode(Map.of("securityPolicy." + name, value)).policy();
        assertThat(policy.mfa().demandsAnything()).as(why).isEqualTo(demands);
    }
}
