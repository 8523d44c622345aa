package dev.securitypolicies.keycloak.subject;

import dev.securitypolicies.decision.Role;
import java.util.Optional;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Roles as the configuration of a protocol mapper names them: `role`, or `client-id.role`. */
public final class MapperRoles {

    private MapperRoles() {}

    /** The role that the text names, whether or not the realm has it. */
    public static Role parse(String text) {
        String[] clientAndName = KeycloakModelUtils.parseRole(text);
        Optional<String> clientId = Optional.ofNullable(clientAndName[0]);
        return new Role(text, clientId, clientId.isPresent() ? clientAndName[1] : text, false);
    }
}
