package dev.securitypolicies.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is valid and still cannot be meant. */
final class PolicyReviewTest {

    @ParameterizedTest(name = "{0} = {1}: {3}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '#',
            value = {
                "mode~            report-only~           report-only /mode~                nothing is enforced",
                "mode~            enforce~               ''~                               as it should be",
                "ip.interfaceUsers~ optional~            interface-users-optional /ip/interfaceUsers~ a migration that lasts",
                "ip.subscriber~   10.0.0.1, 10.0.0.0/24~ shadowed-entry /ip/subscriber/0~  an address inside of a later range",
                "ip.subscriber~   10.0.0.0/24, 10.0.0.1~ shadowed-entry /ip/subscriber/1~  an address inside of an earlier range",
                "ip.subscriber~   10.0.0.1, 10.0.0.1~    shadowed-entry /ip/subscriber/1~  of two equal ones the second",
                "ip.subscriber~   *, 10.0.0.1~           shadowed-entry /ip/subscriber/1~  anything is inside of any address",
                "ip.subscriber~   10.0.0.1, *~           shadowed-entry /ip/subscriber/0~  whatever stands first",
                "ip.subscriber~   *, *~                  shadowed-entry /ip/subscriber/1~  twice everything",
                "ip.subscriber~   10.0.0.1, 10.0.0.2~    ''~                               neighbours",
                "ip.subscriber~   10.0.0.0/24, bad~      ''~                               what cannot be read is a problem of the codec",
                "ip.subscriber~   10.0.0.0/8~            ''~                               the widest private network",
                "ip.subscriber~   11.0.0.0/7~            ''~                               host bits are a problem of the codec",
                "ip.subscriber~   12.0.0.0/7~            wide-range /ip/subscriber/0~      two of 256 parts of the Internet",
                "ip.subscriber~   2000::/16~             ''~                               a provider's network",
                "ip.subscriber~   2000::/15~             wide-range /ip/subscriber/0~      wider than any provider's network",
                "ip.subscriber~   0.0.0.0/0~             ''~                               all of it was meant",
                "ip.adminPanel~   bad~                   matches-nothing /ip/adminPanel~   nobody can administer",
                "ip.adminPanel~   10.0.0.1, 10.0.0.1~    shadowed-entry /ip/adminPanel/1~  the panel's list is looked at",
                "mfa.enrolFrom~   bad~                   matches-nothing /mfa/enrolFrom~   nobody can set a factor up",
                "mfa.enrolFrom~   10.0.0.1, 10.0.0.1~    shadowed-entry /mfa/enrolFrom/1~  the list of enrolment is looked at",
                "mfa.exemptFrom~  10.0.0.1~              exempts-from-nothing /mfa/exemptFrom~ no factor is required",
                "ip.roles~        {\"a\": [\"bad\"]}~    matches-nothing /ip/roles/a~      nobody can use the role",
                "ip.roles~        {\"a\": [\"10.0.0.1\", \"10.0.0.1\"]}~ shadowed-entry /ip/roles/a/1~ a role's list is looked at",
                "ip.groups~       {\"a\": [\"10.0.0.1\"]}~ unused-group /ip/groups/a~      no list refers to it",
                "ip.groups~       {\"a\": [\"10.0.0.1\", \"10.0.0.1\"]}~ shadowed-entry /ip/groups/a/1, unused-group /ip/groups/a~ and its list is looked at",
            })
    void whatDeservesASecondLook(String name, String value, String expected, String why) {
        assertThat(review(Map.of(name, value)))
                .as(why)
                .containsExactlyElementsOf(expected.equals("''") ? List.of() : List.of(expected.split(", ", -1)));
    }

    @ParameterizedTest
    @CsvSource({"ip.subscriber", "ip.adminPanel", "mfa.enrolFrom", "mfa.exemptFrom"})
    void aGroupIsUsedWhereverAListRefersToIt(String name) {
        assertThat(review(Map.of("ip.groups", "{\"a\": [\"10.0.0.1\"]}", "mfa.everyone", "true", name, "@a")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "10.0.0.0/8~            ''~                     an office",
                "*~                     exempts-everywhere~     anywhere",
                "0.0.0.0/0~             exempts-everywhere~     anywhere that matters",
                "::/0~                  exempts-everywhere~     in the other family",
                "128.0.0.0/1,0.0.0.0/1~ exempts-everywhere~     the same in two halves",
            })
    void anExemptionIsOfNetworksAndNotOfTheWorld(String list, String expected, String why) {
        List<String> found = review(Map.of("mfa.everyone", "true", "mfa.exemptFrom", list));
        assertThat(found.contains("exempts-everywhere /mfa/exemptFrom")).as(why).isEqualTo(!expected.isEmpty());
    }

    @Test
    void aRolesListUsesAGroupToo() {
        assertThat(review(Map.of("ip.groups", "{\"a\": [\"10.0.0.1\"]}", "ip.roles", "{\"r\": [\"@a\"]}")))
                .isEmpty();
    }

    @Test
    void whatComesInNoOrderIsReportedInOne() {
        assertThat(review(Map.of("ip.groups", "{\"b\": [\"10.0.0.1\"], \"a\": [\"10.0.0.2\"]}")))
                .containsExactly("unused-group /ip/groups/a", "unused-group /ip/groups/b");
    }

    @Test
    void aLongListIsNotComparedWithItself() {
        String entries = IntStream.range(0, 2_001)
                .mapToObj(i -> "10.0." + i / 250 + "." + i % 250)
                .reduce("10.0.0.0", (list, entry) -> list + "," + entry);
        assertThat(review(Map.of("ip.subscriber", entries)))
                .as("it would take minutes")
                .isEmpty();
    }

    @Test
    void everyFindingSaysWhatToDo() {
        List<Problem> problems = problems(Map.of("mode", "report-only", "ip.adminPanel", "bad"));
        assertThat(problems).hasSize(2).allSatisfy(problem -> {
            assertThat(problem.message()).doesNotEndWith(".").isNotBlank();
            assertThat(problem.hint()).isNotBlank();
        });
    }

    private static List<String> review(Map<String, String> settings) {
        return problems(settings).stream()
                .map(problem -> problem.code() + " " + problem.path())
                .toList();
    }

    private static List<Problem> problems(Map<String, String> settings) {
        Map<String, String> attributes = new TreeMap<>();
        settings.forEach((name, value) -> attributes.put("securityPolicy." + name, value));
        return Stream.of(AttributeCodec.decode(attributes).policy())
                .flatMap(policy -> PolicyReview.of(policy).stream())
                .toList();
    }
}
