package dev.securitypolicies.keycloak.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the pack holds on to by name is there in the Keycloak that it is compiled against, and it is told where it is not. */
final class KeycloakContractTest {

    @Test
    void everyNameIsThere() {
        assertThat(GuardedMethod.unknown()).isEmpty();
        assertThat(HeldName.unknown()).isEmpty();
    }

    @Test
    void aNameThatIsNotThereIsTold() {
        assertThat(GuardedMethod.missing(Moved.class, Set.of("processConsent", "stayed")))
                .containsExactly("processConsent");
        assertThat(HeldName.LINK_ACTION.isIn("nothing of the kind".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }

    /** A resource of a later Keycloak, in which a method has another name. */
    static class Moved {
        public void stayed() {}

        public void answerConsent() {}
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "/realms/r/login-actions/consent,      true,  the path of the consent page",
        "/realms/r/login-actions/consent/,     true,  the server takes no notice of a slash behind it",
        "/realms/r/login-actions/consent//,    true,  nor of two",
        "/realms/r/login-actions/authenticate, false, another page",
        "/realms/r/login-actions/myconsent,    false, another name",
    })
    void theirPathIsKnownHoweverItIsWritten(String path, boolean theirs, String why) {
        assertThat(GuardedMethod.CONSENT.isTheirs(path)).as(why).isEqualTo(theirs);
    }

    @Test
    void aTextThatIsPartOfAnotherIsNotHeld() {
        byte[] longer = "\u0001\u0000\u000fidp_link_status".getBytes(StandardCharsets.ISO_8859_1);
        byte[] exact = "\u0001\u0000\u0008idp_link".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(HeldName.LINK_ACTION.isIn(longer)).isFalse();
        assertThat(HeldName.LINK_ACTION.isIn(exact)).isTrue();
    }
}
