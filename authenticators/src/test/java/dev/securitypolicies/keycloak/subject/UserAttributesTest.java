package dev.securitypolicies.keycloak.subject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.keycloak.models.MemoryUser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keycloak.models.UserModel;

/** What the pack remembers of a user, whoever else writes the user's attributes. */
final class UserAttributesTest {

    private final UserModel user = new MemoryUser("alice");

    @Test
    void aMapperTakesNothingAwayFromAListThatIsRemembered() {
        UserAttributes.UNPROVEN_PROVIDERS.add(user, "corp");
        user.setAttribute(UserAttributes.UNPROVEN_PROVIDERS.attribute(), List.of());
        assertThat(UserAttributes.UNPROVEN_PROVIDERS.of(user)).containsExactly("corp");
    }

    @Test
    void aMapperCanOnlyAddToAListThatIsRemembered() {
        UserAttributes.UNPROVEN_PROVIDERS.add(user, "corp");
        user.setAttribute(UserAttributes.UNPROVEN_PROVIDERS.attribute(), List.of("other"));
        assertThat(UserAttributes.UNPROVEN_PROVIDERS.of(user)).containsExactly("corp", "other");
    }

    @Test
    void aMapperChangesNoSingleValueThatIsRemembered() {
        UserAttributes.SUPER_ADMIN_SINCE.set(user, List.of("2026-01-31T23:00:00Z"));
        user.setAttribute(UserAttributes.SUPER_ADMIN_SINCE.attribute(), List.of());
        assertThat(UserAttributes.SUPER_ADMIN_SINCE.one(user)).contains("2026-01-31T23:00:00Z");
    }

    @Test
    void whatAnAdministratorWritesIsTakenOver() {
        UserAttributes.UNPROVEN_PROVIDERS.add(user, "corp");
        user.setAttribute(UserAttributes.UNPROVEN_PROVIDERS.attribute(), List.of());
        UserAttributes.UNPROVEN_PROVIDERS.adopt(user);
        assertThat(UserAttributes.UNPROVEN_PROVIDERS.of(user)).isEmpty();
    }
}
