package dev.securitypolicies.keycloak.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.decision.LoginKind;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R6 and R8: what counts of the session in which somebody links a provider. */
final class LinkerTest {

    @ParameterizedTest(name = "{0} {1} with {2}: {3}, {4}")
    @CsvSource({
        "passed,  LOCAL,    otp, LOCAL,    true,  a local session with its factor",
        "passed,  LOCAL,    '',  LOCAL,    false, a password alone",
        "passed,  BROKERED, '',  BROKERED, false, a login through a provider may link another",
        "unknown, BROKERED, '',  LOCAL,    false, a session that has not passed the gate says nothing of how it began",
        "none,    LOCAL,    '',  LOCAL,    false, nobody knows what was shown",
    })
    void whatASessionSays(
            String session, LoginKind began, String factor, LoginKind kind, boolean performed, String why) {
        Optional<SessionEvidence> evidence = Optional.of(new SessionEvidence(
                        session.equals("passed"),
                        began,
                        factor.isEmpty() ? Set.of() : Set.of(factor),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false))
                .filter(found -> !session.equals("none"));
        assertThat(Linker.of(Optional.empty(), evidence)).as(why).isEqualTo(new Linker(performed, kind));
    }
}
