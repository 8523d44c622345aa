package dev.securitypolicies.keycloak.change;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.events.admin.AdminEvent;

/** Whose attributes an admin event has changed. */
final class OwnerPathTest {

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "users/1;                     '';            users/1;  true;  the user was saved",
                "users/1/federated-identity/x; '';           users/1;  false; something of theirs was",
                "groups/1/children;           {\"id\":\"2\"}; groups/2; false; a subgroup is created under its parent",
                "scim/v2/Users/1;             '';            users/1;  true;  SCIM has its own paths for the same users",
                "scim/v2/Groups/1;            '';            groups/1; true;  and for the same groups",
                "realm;                       '';            realm;    true;  no owner",
            })
    void ofAnEvent(String resource, String representation, String path, boolean whole, String why) {
        AdminEvent event = new AdminEvent();
        event.setResourcePath(resource);
        event.setRepresentation(representation);
        assertThat(OwnerPath.of(event)).as(why).isEqualTo(new OwnerPath(path, whole));
    }
}
