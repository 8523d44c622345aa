package dev.securitypolicies.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.ip.ClientAddress;
import dev.securitypolicies.ip.ClientAddress.Derivation;
import dev.securitypolicies.ip.IpAddress;
import dev.securitypolicies.policy.AttributeCodec.Decoded;
import dev.securitypolicies.policy.SecurityPolicy.Mode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How realm attributes become a policy, and what is said about those that do not. */
final class AttributeCodecTest {

    private static final IpAddress VPN = address("10.15.1.10");

    @Test
    void noAttributesMeanNoRestriction() {
        Decoded decoded = AttributeCodec.decode(Map.of("displayName", "x", "frontendUrl", "y"));
        assertThat(decoded.policy()).isEqualTo(SecurityPolicy.NONE);
        assertThat(decoded.problems()).isEmpty();
    }

    @Test
    void everySettingIsRead() {
        Decoded decoded = AttributeCodec.decode(everything());
        assertThat(decoded.problems()).isEmpty();
        SecurityPolicy policy = decoded.policy();
        assertThat(policy.mode()).isEqualTo(Mode.REPORT_ONLY);
        assertThat(policy.ip().groups()).containsOnlyKeys("vpn", "head office");
        assertThat(policy.ip().subscriber().orElseThrow().contains(VPN)).isTrue();
        assertThat(policy.ip().roles().of("Administrator").orElseThrow().contains(VPN))
                .isTrue();
        assertThat(policy.ip().roles().of("app.editor")).isPresent();
        assertThat(policy.ip().roles().of("Participant")).isEmpty();
        assertThat(policy.ip().adminPanel()).isPresent();
        assertThat(policy.ip().interfaceUsers()).isEqualTo(IpPolicy.InterfaceUsers.OPTIONAL);
        assertThat(policy.mfa().everyone()).isTrue();
        assertThat(policy.mfa().admins()).isTrue();
        assertThat(policy.mfa().roles()).containsExactlyInAnyOrder("Administrator", "Treasurer");
        assertThat(policy.mfa().adminRoles()).containsExactly("root");
        assertThat(policy.mfa().sessions()).isEqualTo(MfaPolicy.Sessions.PERFORMED);
        assertThat(policy.mfa().enrolFrom()).isPresent();
        assertThat(policy.mfa().exemptFrom()).isPresent();
        assertThat(policy.mfa().graceDays()).isEqualTo(14);
        assertThat(policy.mfa().trustedIdentityProviders()).containsExactlyInAnyOrder("corp", "partner");
        assertThat(policy.ssoForced()).isTrue();
        assertThat(policy.sessionLifetimeMinutes()).hasValue(480);
        assertThat(policy.superAdmin().emails()).containsExactlyInAnyOrder("ada@example.com", "bo@example.com");
        assertThat(policy.superAdmin().role()).isEqualTo("root");
    }

    @Test
    void theExampleNamesEverySetting() {
        Set<String> all = Setting.all().stream().map(Setting::attribute).collect(Collectors.toSet());
        assertThat(everything()).containsOnlyKeys(all);
    }

    @ParameterizedTest(name = "{0} = {1}: {3}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '#',
            value = {
                "mode~                   of~                unknown-word~     a word that is none of the two",
                "ip.groups~              {~                 not-json~         broken JSON",
                "ip.groups~              []~                not-an-object~    a list instead of an object",
                "ip.groups~              {\"a\": 1}~        not-a-list~       a number instead of a list",
                "ip.groups~              {\"a,b\": []}~     bad-group-name~   a name that no list can refer to",
                "ip.groups~              {\"No IP Restrictions\": [\"*\"]}~ reserved-group~ the built-in name",
                "ip.groups~              {\"a\": [\"@b\"]}~ not-an-address~   groups do not nest",
                "ip.subscriber~          10.15.1.1/24~      host-bits~        host bits",
                "ip.subscriber~          10.15.1.1, bad~    not-an-address~   one bad entry beside a good one",
                "ip.subscriber~          @vpn~              unknown-group~    a dangling reference",
                "ip.subscriber~          *.*.*.*~           ipv4-only~        a finding suggests the star",
                "ip.roles~               nonsense~          not-json~         text",
                "ip.roles~               {\"a\":[],\"a\":[]}~ not-json~       a key that comes twice would lose a list",
                "ip.roles~               {} {}~             not-json~         something behind the object",
                "ip.roles~               {\"a\": \"10.0.0.1\"}~ not-a-list~   a text instead of a list",
                "ip.roles~               {\"a\": [5]}~      not-an-address~   a number in a list",
                "ip.roles~               {\"a\": [null]}~   not-an-address~   null in a list",
                "ip.adminPanel~          garbage~           not-an-address~   a word",
                "ip.interfaceUsers~      maybe~             unknown-word~     a word that is none of the two",
                "mfa.everyone~           yes~               unknown-word~     a word that is none of the two",
                "mfa.admins~             1~                 unknown-word~     a number",
                "mfa.sessions~           both~              unknown-word~     a word that is none of the two",
                "mfa.enrolFrom~          office~            not-an-address~   a group without its @",
                "mfa.graceDays~          91~                bad-number~       too many",
                "mfa.graceDays~          -1~                bad-number~       a sign",
                "session.lifetimeMinutes~ 4~                bad-number~       below the least",
                "session.lifetimeMinutes~ 43201~            bad-number~       above the most",
                "session.lifetimeMinutes~ 1.5~              bad-number~       not a whole number",
                "session.lifetimeMinutes~ an hour~          bad-number~       text",
                "session.lifetimeMinutes~ 99999999999~      bad-number~       more digits than a number holds",
                "sso.forced~             on~                unknown-word~     a word that is none of the two",
                "superAdmin.emails~      ada~               not-an-email~     no at sign",
                "ip.subscribers~         10.15.1.1~         unknown-setting~  a misspelt name",
                "IP.subscriber~          10.15.1.1~         unknown-setting~  names are case-sensitive",
            })
    void everyProblemIsReported(String name, String value, String code, String why) {
        List<Problem> problems = decode(name, value).problems();
        assertThat(problems).extracting(Problem::code).as(why).contains(code);
        assertThat(problems).allSatisfy(problem -> {
            assertThat(problem.attribute()).isEqualTo("securityPolicy." + name);
            assertThat(problem.message()).contains("`").doesNotEndWith(".");
            assertThat(problem.hint()).isNotBlank();
        });
    }

    @Test
    void allProblemsAreReportedAtOnceWithTheirPositions() {
        Decoded decoded = AttributeCodec.decode(Map.of(
                "securityPolicy.ip.subscriber", "10.15.1.*, x, y",
                "securityPolicy.ip.roles", "{\"a\": [\"10.0.0.1\", \"z\"]}",
                "securityPolicy.mfa.graceDays", "never"));
        assertThat(decoded.problems())
                .extracting(
                        problem -> problem.attribute().substring("securityPolicy.".length()) + " " + problem.location())
                .containsExactlyInAnyOrder(
                        "ip.subscriber entry 2",
                        "ip.subscriber entry 3",
                        "ip.roles key `a`, entry 2",
                        "mfa.graceDays ");
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource(
            delimiter = '~',
            value = {
                "mode~              of~        an unreadable mode enforces",
                "ip.interfaceUsers~ maybe~     an unreadable choice is the strict one",
                "mfa.everyone~      yes~       an unreadable switch is on",
                "mfa.admins~        yes~       an unreadable switch is on",
                "mfa.sessions~      both~      an unreadable choice is the strict one",
                "sso.forced~        on~        an unreadable switch is on",
            })
    void unreadableWordsAreTakenStrictly(String name, String value, String why) {
        SecurityPolicy policy = decode(name, value).policy();
        boolean strict = switch (name) {
            case "mode" -> policy.mode() == Mode.ENFORCE;
            case "ip.interfaceUsers" -> policy.ip().interfaceUsers() == IpPolicy.InterfaceUsers.REQUIRED;
            case "mfa.everyone" -> policy.mfa().everyone();
            case "mfa.admins" -> policy.mfa().admins();
            case "mfa.sessions" -> policy.mfa().sessions() == MfaPolicy.Sessions.PERFORMED;
            default -> policy.ssoForced();
        };
        assertThat(strict).as(why).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\n", " , \r\n ,"})
    void blankIsAsGoodAsAbsent(String blank) {
        Map<String, String> attributes = new HashMap<>();
        for (Setting<?> setting : Setting.all()) {
            if (setting != Setting.IP_GROUPS && setting != Setting.IP_ROLES && !blank.contains(",")) {
                attributes.put(setting.attribute(), blank);
            }
        }
        attributes.put(Setting.IP_SUBSCRIBER.attribute(), blank);
        attributes.put(Setting.IP_ROLES.attribute(), "{\"Administrator\": []}");
        assertThat(AttributeCodec.decode(attributes)).isEqualTo(new Decoded(SecurityPolicy.NONE, List.of()));
    }

    @Test
    void invalidEntriesMatchNothingAndValidOnesStillDo() {
        Allowlist list = decode("ip.subscriber", "10.15.1.10, 10.15.2.1/24, @gone, 10.15.3")
                .policy()
                .ip()
                .subscriber()
                .orElseThrow();
        assertThat(list.contains(VPN)).isTrue();
        assertThat(list.contains(address("10.15.2.1"))).isFalse();
        assertThat(decode("ip.subscriber", "garbage")
                        .policy()
                        .ip()
                        .subscriber()
                        .orElseThrow()
                        .addresses()
                        .isEmpty())
                .as("a list whose entries are all invalid matches nothing, it is not absent")
                .isTrue();
    }

    @Test
    void unreadableRolesGiveEveryRoleAnEmptyList() {
        RoleAllowlists roles = decode("ip.roles", "{oops").policy().ip().roles();
        assertThat(roles.of("anything").orElseThrow().contains(VPN)).isFalse();
    }

    private static Decoded decode(String name, String value) {
        return AttributeCodec.decode(Map.of("securityPolicy." + name, value));
    }

    private static IpAddress address(String text) {
        return ClientAddress.parse(text, Derivation.PEER).address().orElseThrow();
    }

    private static Map<String, String> everything() {
        Map<String, String> attributes = new HashMap<>();
        Map.ofEntries(
                        Map.entry("mode", "report-only"),
                        Map.entry("ip.groups", "{\"vpn\": [\"10.15.1.*\"], \"head office\": [\"192.0.2.0/24\"]}"),
                        Map.entry("ip.subscriber", "@vpn\n203.0.113.7, @head office"),
                        Map.entry("ip.roles", "{\"Administrator\": [\"10.15.1.10\"], \"app.editor\": [\"@vpn\"]}"),
                        Map.entry("ip.adminPanel", "@vpn"),
                        Map.entry("ip.interfaceUsers", "Optional"),
                        Map.entry("mfa.everyone", "true"),
                        Map.entry("mfa.admins", "TRUE"),
                        Map.entry("mfa.roles", "Administrator, Treasurer"),
                        Map.entry("mfa.adminRoles", "root"),
                        Map.entry("mfa.sessions", "performed"),
                        Map.entry("mfa.enrolFrom", "@head office"),
                        Map.entry("mfa.exemptFrom", "@head office"),
                        Map.entry("mfa.graceDays", "14"),
                        Map.entry("mfa.trustedIdentityProviders", "corp, partner"),
                        Map.entry("sso.forced", "true"),
                        Map.entry("session.lifetimeMinutes", "480"),
                        Map.entry("superAdmin.emails", "ada@example.com, bo@example.com"),
                        Map.entry("superAdmin.role", "root"))
                .forEach((name, value) -> attributes.put("securityPolicy." + name, value));
        return attributes;
    }
}
