package dev.securitypolicies.keycloak.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.keycloak.models.MemoryUser;
import dev.securitypolicies.keycloak.subject.UserAttributes;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.keycloak.common.Profile;
import org.keycloak.models.UserModel;

/** R8: the grace period of a user begins once. */
final class RequiredSinceTest {

    private final UserModel user = new MemoryUser("alice");

    /** What a user is for a single login only is known by the features of the server. */
    @BeforeAll
    static void featuresOfTheServer() {
        Profile.defaults();
    }

    @Test
    void aBeginningIsNotedOnlyWhereItIsAskedFor() {
        new RequiredSince(user).startOrRead(false);
        assertThat(UserAttributes.MFA_REQUIRED_SINCE.one(user)).isEmpty();
        long start = new RequiredSince(user).startOrRead(true);
        assertThat(UserAttributes.MFA_REQUIRED_SINCE.one(user))
                .contains(Instant.ofEpochSecond(start).toString());
    }

    @Test
    void aBeginningIsNeverMoved() {
        UserAttributes.MFA_REQUIRED_SINCE.set(user, List.of("2026-01-31T23:00:00Z"));
        assertThat(new RequiredSince(user).startOrRead(true))
                .isEqualTo(Instant.parse("2026-01-31T23:00:00Z").getEpochSecond());
    }

    @Test
    void whatCannotBeReadGivesNoGrace() {
        UserAttributes.MFA_REQUIRED_SINCE.set(user, List.of("next week"));
        assertThat(new RequiredSince(user).startOrRead(true)).isZero();
    }
}
