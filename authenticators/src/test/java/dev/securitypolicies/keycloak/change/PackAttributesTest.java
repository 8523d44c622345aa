package dev.securitypolicies.keycloak.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.keycloak.models.MemoryUser;
import dev.securitypolicies.keycloak.subject.UserAttributes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.models.UserModel;

/** R12: what an administrator's tool can do to what the pack remembers of a user. */
final class PackAttributesTest {

    private static final String MEMORY = UserAttributes.UNPROVEN_PROVIDERS.attribute();

    private final UserModel user = new MemoryUser("alice");

    @Test
    void aToolThatLeavesAttributesOutLosesNoMemory() {
        Map<String, String> before = Map.of(MEMORY, "corp, other");
        PackAttributes.keepMemory(user, before, "{\"username\":\"alice\"}");
        assertThat(user.getAttributeStream(MEMORY)).containsExactly("corp", "other");
    }

    @Test
    void whoNamesAMemoryMeansIt() {
        UserAttributes.UNPROVEN_PROVIDERS.add(user, "corp");
        Map<String, String> before = PackAttributes.of(user);
        user.setAttribute(MEMORY, List.of("other"));
        PackAttributes.keepMemory(user, before, "{\"attributes\":{\"" + MEMORY + "\":[\"other\"]}}");
        assertThat(UserAttributes.UNPROVEN_PROVIDERS.of(user)).containsExactly("other");
    }

    @Test
    void attributesOfOthersAreNotOurs() {
        user.setAttribute("department", List.of("sales"));
        assertThat(PackAttributes.of(user)).isEmpty();
    }
}
