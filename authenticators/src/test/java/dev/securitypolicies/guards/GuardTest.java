package dev.securitypolicies.guards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The list of guards is that of the sources: what is to be switched off stands in them, and the test is there. */
final class GuardTest {

    @ParameterizedTest
    @EnumSource(Guard.class)
    void theGuardAndItsTestAreThere(Guard guard) throws IOException {
        String source = Files.readString(Path.of("..").resolve(guard.file));
        assertThat(source.split(Pattern.quote(guard.text), -1))
                .as("`%s` stands once in %s", guard.text, guard.file)
                .hasSize(2);
        assertThat(Path.of("src/test/java/dev/securitypolicies/story", guard.test + ".java"))
                .exists();
    }
}
