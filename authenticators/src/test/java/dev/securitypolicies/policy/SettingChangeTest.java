package dev.securitypolicies.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a record says of a change (R12). */
final class SettingChangeTest {

    @Test
    void onlyWhatIsDifferentIsAChange() {
        List<SettingChange> changes = SettingChange.between(
                Map.of("a", "1", "b", "2", "gone", "3"), Map.of("a", "1", "b", "4", "fresh", "5"));
        assertThat(changes)
                .containsExactly(
                        new SettingChange("b", Optional.of("2"), Optional.of("4")),
                        new SettingChange("fresh", Optional.empty(), Optional.of("5")),
                        new SettingChange("gone", Optional.of("3"), Optional.empty()));
    }

    @Test
    void aShortValueIsGivenAsItWasAndIs() {
        assertThat(new SettingChange("a", Optional.of("1"), Optional.of("2")).summary())
                .isEqualTo(Map.of("old", "1", "new", "2"));
        assertThat(new SettingChange("a", Optional.empty(), Optional.of("2")).summary())
                .isEqualTo(Map.of("new", "2"));
        assertThat(new SettingChange("a", Optional.of("1"), Optional.empty()).summary())
                .isEqualTo(Map.of("old", "1"));
        String longest = "x".repeat(1_000);
        assertThat(new SettingChange("a", Optional.of(longest), Optional.of(longest + "y")).summary())
                .as("one character more on either side is long")
                .doesNotContainKey("old");
        assertThat(new SettingChange("a", Optional.of(longest), Optional.empty()).summary())
                .containsEntry("old", longest);
    }

    @Test
    void ofALongListOnlyWhatWasAddedAndRemovedIsGiven() {
        String many = "10.0.0.1, 10.0.0.2, " + "x".repeat(1_000);
        assertThat(new SettingChange("a", Optional.of(many), Optional.of("10.0.0.2, 10.0.0.3")).summary())
                .containsEntry("added", List.of("10.0.0.3"))
                .containsEntry("removed", List.of("10.0.0.1", "x".repeat(1_000)))
                .containsEntry("oldCount", 3)
                .containsEntry("newCount", 2)
                .containsEntry("newSha256", "91ee7c684eda4a60e411a64b456a9f3216b1a89d3062939d6fce8277c90b3bb3")
                .containsKey("oldSha256");
    }

    @Test
    void anEntryOfAListByNameIsGivenWithItsName() {
        String before = "{\"vpn\": [\"10.0.0.1\"], \"office\": [\"" + "x".repeat(1_000) + "\"]}";
        assertThat(new SettingChange("a", Optional.of(before), Optional.of("{\"vpn\": [\"10.0.0.2\"]}")).summary())
                .containsEntry("added", List.of("vpn: 10.0.0.2"))
                .containsEntry("removed", List.of("office: " + "x".repeat(1_000), "vpn: 10.0.0.1"));
    }
}
