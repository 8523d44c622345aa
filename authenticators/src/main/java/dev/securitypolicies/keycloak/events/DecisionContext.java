package dev.securitypolicies.keycloak.events;

import java.util.Optional;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Who asked for what at which door.
 *
 * @param door the door
 * @param realm the realm
 * @param user the user; empty if nobody has logged in
 * @param clientId the client; empty if there is none
 * @param sessionId the user session; empty if there is none yet
 * @param page the page or resource that was asked for; empty where the door says it all
 * @param refusalType the type of event under which an auditor looks for a refusal of this request
 */
public record DecisionContext(
        Door door,
        RealmModel realm,
        Optional<UserModel> user,
        Optional<String> clientId,
        Optional<String> sessionId,
        Optional<String> page,
        EventType refusalType) {

    /** A user with a client, in a session or on the way to one. */
    public static DecisionContext of(
            Door door, RealmModel realm, UserModel user, ClientModel client, String sessionId, EventType refusalType) {
        return new DecisionContext(
                door,
                realm,
                Optional.of(user),
                Optional.of(client.getClientId()),
                Optional.of(sessionId),
                Optional.empty(),
                refusalType);
    }
}
