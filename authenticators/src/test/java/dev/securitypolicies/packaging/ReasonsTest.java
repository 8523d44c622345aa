package dev.securitypolicies.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.keycloak.page.RefusalPage;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever meets a reason code finds words for it: on the page in each language, and in the documentation. */
final class ReasonsTest {

    private static final Path BUNDLES = Path.of("src/main/resources/theme-resources/messages");
    private static final Path PAGES = Path.of("../docs/reasons");

    @ParameterizedTest
    @EnumSource
    void everyReasonHasAPageOfDocumentation(Reason reason) throws IOException {
        String page = Files.readString(PAGES.resolve(reason.code() + ".md"));
        assertThat(page).startsWith("# `" + reason.code() + "`").contains("## What to do");
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyRefusalHasAMessageInEveryBundleAndNoOther(String language) throws IOException {
        Set<String> keys = Stream.of(Reason.values())
                .filter(reason -> reason.kind() != Reason.Kind.NOTICE)
                .map(RefusalPage::key)
                .collect(Collectors.toSet());
        assertThat(keys(language).filter(key -> key.startsWith("securityPolicies.refused.")))
                .containsExactlyInAnyOrderElementsOf(keys);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyMessageIsTranslated(String language) throws IOException {
        assertThat(keys(language))
                .containsExactlyInAnyOrderElementsOf(keys("en").toList());
    }

    /** A page that says everything but the address, or says it at three times the length, helps nobody. */
    @ParameterizedTest
    @MethodSource("languages")
    void everyMessageShowsTheSameValuesAndFitsItsPlace(String language) throws IOException {
        Properties english = messages("en");
        Properties translated = messages(language);
        for (String key : english.stringPropertyNames()) {
            String text = translated.getProperty(key);
            assertThat(values(text)).as(key).isEqualTo(values(english.getProperty(key)));
            assertThat(text.length())
                    .as(key)
                    .isLessThan(20 + 2 * english.getProperty(key).length());
            assertThat(new MessageFormat(text).format(new Object[] {"192.0.2.1", "0A1B2C3D"}))
                    .as(key)
                    .doesNotContain("{", "''");
        }
    }

    static List<String> languages() {
        return List.of("en", "de", "fr", "es", "it", "pt_BR", "nl", "pl", "ja", "ru");
    }

    private static Set<String> values(String text) {
        return Pattern.compile("\\{[0-9]}")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    private static Stream<String> keys(String language) throws IOException {
        return messages(language).stringPropertyNames().stream();
    }

    private static Properties messages(String language) throws IOException {
        Properties messages = new Properties();
        try (Reader file = Files.newBufferedReader(BUNDLES.resolve("messages_" + language + ".properties"))) {
            messages.load(file);
        }
        return messages;
    }

    /** The page says each reason in a sentence. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void everyReasonHasASentenceOnThePage(String language) throws IOException {
        String words = Files.readString(Path.of("../admin-ui-theme/src/messages/messages_" + language + ".properties"));
        assertThat(Stream.of(Reason.values()).map(reason -> "securityPolicies.reason." + reason.code() + "="))
                .allSatisfy(key -> assertThat(words).contains("\n" + key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/reasons"})
    void noPageDocumentsAReasonThatIsGone(String folder) throws IOException {
        Set<String> codes = Stream.of(Reason.values()).map(Reason::code).collect(Collectors.toSet());
        try (Stream<Path> pages = Files.list(Path.of("..").resolve(folder))) {
            assertThat(pages.map(page -> page.getFileName().toString().replace(".md", "")))
                    .containsExactlyInAnyOrderElementsOf(codes);
        }
    }
}
