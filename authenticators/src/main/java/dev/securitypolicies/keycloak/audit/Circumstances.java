package dev.securitypolicies.keycloak.audit;

import java.util.Optional;
import org.keycloak.events.EventType;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Who asked for what at which door.
 *
 * @param door the door
 * @param realm the realm
 * @param user the user
 * @param clientId the client
 * @param sessionId the user session; empty if there is none yet
 * @param refusalType the type of event under which an auditor looks for a refusal of this request
 */
public record Circumstances(
        Door door,
        RealmModel realm,
        UserModel user,
        String clientId,
        Optional<String> sessionId,
        EventType refusalType) {}
