package dev.securitypolicies.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.policy.Named;
import dev.securitypolicies.policy.Setting;
import dev.securitypolicies.policy.SettingType;
import dev.securitypolicies.policy.SettingType.Choice;
import dev.securitypolicies.policy.SettingType.Emails;
import dev.securitypolicies.policy.SettingType.Name;
import dev.securitypolicies.policy.SettingType.Names;
import dev.securitypolicies.policy.SettingType.RangesByName;
import dev.securitypolicies.policy.SettingType.WholeNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of realm attributes in `docs/attributes.md` is what the definitions of the settings say. */
final class AttributesPageTest {

    private static final Path PAGE = Path.of("../docs/attributes.md");
    private static final String BEGIN = "<!-- made by AttributesPageTest; -Dattributes.write=true writes it anew -->\n";
    private static final String END = "<!-- end -->\n";

    @Test
    void theTableIsThatOfTheSettings() throws IOException {
        String page = Files.readString(PAGE);
        String table = Setting.all().stream()
                .map(AttributesPageTest::row)
                .collect(Collectors.joining(
                        "", "| attribute | value | absent means | what it decides |\n|---|---|---|---|\n", ""));
        String expected = page.substring(0, page.indexOf(BEGIN)) + BEGIN + table + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("attributes.write")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }

    private static String row(Setting<?> setting) {
        SettingType type = setting.type();
        return "| `" + setting.shortName() + "` | " + value(type) + " | " + absent(type) + " | " + setting.meaning()
                + " |\n";
    }

    private static String value(SettingType type) {
        return switch (type.shape()) {
            case FLAG -> words(List.of("true", "false"));
            case WORD -> type instanceof Choice<?> choice ? words(choice.all()) : "";
            case NUMBER -> type instanceof WholeNumber number ? number.least() + " to " + number.most() : "";
            case TEXT -> type instanceof Name name ? noun(name.of()) : "";
            case LISTS ->
                type instanceof RangesByName lists && lists.keys() == Named.IP_GROUP
                        ? "JSON: `{\"vpn\": [\"10.15.1.*\"], \"head office\": [\"192.0.2.0/24\"]}`"
                        : "JSON: `{\"Administrator\": [\"10.15.1.10\"], \"my-client.editor\": [\"@vpn\"]}`";
            case LIST ->
                type instanceof Names names
                        ? "list of " + noun(names.of()) + "s"
                        : type instanceof Emails ? "list of e-mails" : "allowlist";
        };
    }

    private static String absent(SettingType type) {
        if (!type.absent().isEmpty()) {
            return Arrays.stream(type.absent().split(", ", -1))
                    .map(word -> "`" + word + "`")
                    .collect(Collectors.joining(", "));
        }
        return type instanceof WholeNumber ? "realm untouched" : "none";
    }

    private static String noun(Named named) {
        return switch (named) {
            case ROLE, REALM_ROLE -> "role";
            case PROVIDER -> "provider";
            case IP_GROUP -> "group";
        };
    }

    private static String words(List<String> words) {
        return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(" / "));
    }
}
