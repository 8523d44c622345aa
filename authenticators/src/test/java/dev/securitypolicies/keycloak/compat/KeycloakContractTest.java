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

    @ParameterizedTest(name = "{4}")
    @CsvSource({
        "true,  true,  /realms/r/login-actions/consent,      false, the guard is in force",
        "false, true,  /realms/r/login-actions/consent,      true,  nobody can tell the method so the path decides",
        "false, true,  /realms/r/login-actions/authenticate, false, another page of the same resource goes on",
        "false, false, /realms/r/other/consent,              false, another resource with such a path goes on",
    })
    void whereTheMethodCannotBeToldItsPathIsRefused(
            boolean inForce, boolean ours, String path, boolean refused, String why) {
        assertThat(GuardedMethod.CONSENT.isUnguarded(inForce, ours, path))
                .as(why)
                .isEqualTo(refused);
    }
}
