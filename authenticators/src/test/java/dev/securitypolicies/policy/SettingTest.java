package dev.securitypolicies.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What holds for every setting, whatever it is about. */
final class SettingTest {

    @Test
    void whatAbsenceMeansCanBeWrittenAndSaysNothing() {
        for (Setting<?> setting : Setting.all()) {
            String absent = setting.type().absent();
            assertThat(AttributeCodec.decode(Map.of(setting.attribute(), absent)))
                    .as("%s", setting)
                    .isEqualTo(new AttributeCodec.Decoded(SecurityPolicy.NONE, List.of()));
        }
    }

    @Test
    void everyMeaningNamesItsRule() {
        assertThat(Setting.all())
                .allSatisfy(setting -> assertThat(setting.meaning())
                        .as("%s", setting)
                        .matches(setting == Setting.IP_GROUPS ? ".*`@name`" : ".* \\(R\\d+\\)"));
    }

    @Test
    void namesOfRolesAndProvidersAreReferences() {
        Map<String, String> attributes = Map.of(
                "securityPolicy.ip.groups", "{\"vpn\": [\"10.0.0.1\"]}",
                "securityPolicy.ip.roles", "{\"app.editor\": [\"@vpn\"]}",
                "securityPolicy.ip.subscriber", "@vpn",
                "securityPolicy.mfa.roles", "Treasurer, " + "x".repeat(Limits.LONGEST_NAME + 1),
                "securityPolicy.mfa.trustedIdentityProviders", "a, corp",
                "securityPolicy.superAdmin.role", "root");
        assertThat(Reference.in(attributes))
                .extracting(
                        found -> found.setting().shortName() + " " + found.location() + " " + found.name(),
                        Reference::of)
                .containsExactly(
                        tuple("ip.roles key `app.editor` app.editor", Named.ROLE),
                        tuple("mfa.roles entry 1 Treasurer", Named.ROLE),
                        tuple("mfa.trustedIdentityProviders entry 1 a", Named.PROVIDER),
                        tuple("mfa.trustedIdentityProviders entry 2 corp", Named.PROVIDER),
                        tuple("superAdmin.role  root", Named.REALM_ROLE));
    }

    @Test
    void anUnreadableReferenceIsNone() {
        assertThat(Reference.in(Map.of("securityPolicy.ip.roles", "{oops"))).isEmpty();
    }
}
