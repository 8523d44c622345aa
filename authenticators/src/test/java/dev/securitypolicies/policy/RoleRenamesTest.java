package dev.securitypolicies.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a policy when the role `old` is renamed to `new`. */
final class RoleRenamesTest {

    @ParameterizedTest(name = "{0} = {1}: {3}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '#',
            value = {
                "ip.roles~   {\"old\":[\"*\"],\"b\":[]}~ {\"b\":[],\"new\":[\"*\"]}~ the list moves to the new name",
                "ip.roles~   {\"b\":[\"*\"]}~             unchanged~ another role is left alone",
                "ip.roles~   {\"old\":[],\"new\":[]}~     unchanged~ nothing is merged",
                "ip.roles~   not json~                    unchanged~ what cannot be read is not rewritten",
                "mfa.roles~  a, old~                      a, new~    lists of names follow too",
                "superAdmin.role~ old~                    new~       and the role of super admins",
                "mode~       old~                         unchanged~ other settings are no roles",
            })
    void rename(String name, String value, String expected, String why) {
        Map<String, String> changed = RoleRenames.apply(
                Map.of("securityPolicy." + name, value), role -> role.equals("old") ? "new" : role, role -> false);
        assertThat(changed.getOrDefault("securityPolicy." + name, "unchanged"))
                .as(why)
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '#',
            value = {
                "ip.roles~  {\"a.b\":[\"*\"]}~ {\"a.b\":[\"*\"],\"a.c\":[\"*\"]}",
                "mfa.roles~ a.b~               a.b, a.c",
            })
    void anEntryThatAnotherRoleStillBearsIsCopiedAndNotMoved(String name, String value, String expected) {
        Map<String, String> changed = RoleRenames.apply(
                Map.of("securityPolicy." + name, value), role -> role.equals("a.b") ? "a.c" : role, role -> true);
        assertThat(changed.get("securityPolicy." + name)).isEqualTo(expected);
    }
}
