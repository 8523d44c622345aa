package dev.securitypolicies.keycloak.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.ip.Laws;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever somebody is called, the report shows it, and nothing else becomes of it. */
final class ReportTextTest {

    private static final String[] PARTS = {
        "<", ">", "&", "\"", "'", "=", "+", "-", "@", "\t", "\r", "\n", ",", ";", "a", "ö", "&lt;"
    };
    private static final Pattern ENTITY = Pattern.compile("&(amp|lt|gt|quot|#39);");

    private final Random random = new Random(20_261_129);

    @Test
    void noTextIsMarkup() {
        for (int i = 0; i < Laws.tries(10_000); i++) {
            String text = text();
            String escaped = ReportHtml.escaped(text);
            assertThat(escaped).doesNotContain("<", ">", "\"", "'");
            assertThat(ENTITY.matcher(escaped).replaceAll("")).doesNotContain("&");
            assertThat(unescaped(escaped)).isEqualTo(text);
        }
    }

    @Test
    void noTextIsAFormulaOrMoreThanOneValue() {
        for (int i = 0; i < Laws.tries(10_000); i++) {
            String text = text();
            String value = ReportCsv.value(text);
            boolean quoted = value.startsWith("\"");
            String shown = quoted ? value.substring(1, value.length() - 1).replace("\"\"", "\"") : value;
            assertThat(shown).isIn(text, "'" + text);
            assertThat(shown).doesNotMatch("(?s)[=+@\\-\t\r].*");
            assertThat(quoted || !Pattern.compile("[,;\t\"\r\n]").matcher(value).find())
                    .isTrue();
        }
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "plain; plain",
                "a,b; \"a,b\"",
                "say \"hi\"; \"say \"\"hi\"\"\"",
                "=1+1; '=1+1",
                "-1,2; \"'-1,2\"",
            })
    void valuesOfLines(String text, String value) {
        assertThat(ReportCsv.value(text)).isEqualTo(value);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(6); length > 0; length--) {
            text.append(PARTS[random.nextInt(PARTS.length)]);
        }
        return text.toString();
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
