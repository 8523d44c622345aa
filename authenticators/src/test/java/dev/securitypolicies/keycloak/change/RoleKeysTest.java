package dev.securitypolicies.keycloak.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.keycloak.models.Stub;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;

/** Names of clients and roles have dots of their own, so that a rename must not take a key from another role. */
final class RoleKeysTest {

    private static final RealmModel REALM = Stub.of(RealmModel.class)
            .answering("getRole", name -> name[0].equals("shop.reader") ? role() : null)
            .answering("getClientByClientId", id -> switch ((String) id[0]) {
                case "shop" -> client("reader");
                case "shop.de" -> client("reader.all");
                default -> null;
            })
            .object();

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvSource({
        "shop.reader,        shop, true,  the realm role of that name bears it as well",
        "shop.reader,        '',   true,  the client role of that name bears it as well",
        "shop.de.reader.all, shop, true,  the role of the other client bears it",
        "shop.de.reader.all, shop.de, false, only the renamed role bore it",
        "shop.writer,        '',   false, nobody bears it",
    })
    void isBorne(String key, String renamedIn, boolean borne, String why) {
        assertThat(new RoleKeys(REALM).isBorne(key, Optional.of(renamedIn).filter(id -> !id.isEmpty())))
                .as(why)
                .isEqualTo(borne);
    }

    private static ClientModel client(String role) {
        return Stub.of(ClientModel.class)
                .answering("getRole", name -> name[0].equals(role) ? role() : null)
                .object();
    }

    private static RoleModel role() {
        return Stub.of(RoleModel.class).object();
    }
}
