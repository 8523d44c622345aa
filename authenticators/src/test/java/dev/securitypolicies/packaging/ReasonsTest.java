package dev.securitypolicies.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.keycloak.page.RefusalPage;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
    @ValueSource(strings = {"en", "de"})
    void everyRefusalHasAMessageInEveryBundleAndNoOther(String language) throws IOException {
        Set<String> keys = Stream.of(Reason.values())
                .filter(reason -> reason.kind() != Reason.Kind.NOTICE)
                .map(RefusalPage::key)
                .collect(Collectors.toSet());
        assertThat(keys(language).filter(key -> key.startsWith("securityPolicies.refused.")))
                .containsExactlyInAnyOrderElementsOf(keys);
    }

    @ParameterizedTest
    @ValueSource(strings = "de")
    void everyMessageIsTranslated(String language) throws IOException {
        assertThat(keys(language))
                .containsExactlyInAnyOrderElementsOf(keys("en").toList());
    }

    private static Stream<String> keys(String language) throws IOException {
        Properties messages = new Properties();
        try (Reader file = Files.newBufferedReader(BUNDLES.resolve("messages_" + language + ".properties"))) {
            messages.load(file);
        }
        return messages.stringPropertyNames().stream();
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
