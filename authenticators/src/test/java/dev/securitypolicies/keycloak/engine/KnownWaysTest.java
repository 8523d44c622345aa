package dev.securitypolicies.keycloak.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;

/** A door that a newer server or another extension brings is named. */
final class KnownWaysTest {

    private static final KnownWays.Kind GRANTS =
            new KnownWays.Kind("grant type", OAuth2GrantType.class, Set.of("password", "refresh_token"));

    @Test
    void whatIsNotKnownIsNamed() {
        assertThat(GRANTS.unknown(Stream.of("urn:new:two", "password", "urn:new:one")))
                .containsExactly("the grant type `urn:new:one`", "the grant type `urn:new:two`");
    }

    @Test
    void whatTheServerDoesNotHaveIsNothingToReport() {
        assertThat(GRANTS.unknown(Stream.of("password"))).isEmpty();
    }
}
