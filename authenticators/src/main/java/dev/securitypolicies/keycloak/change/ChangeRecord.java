package dev.securitypolicies.keycloak.change;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.securitypolicies.keycloak.compat.LogText;
import dev.securitypolicies.keycloak.representation.ProblemRepresentation;
import dev.securitypolicies.policy.Problem;
import dev.securitypolicies.policy.SettingChange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.events.EventStoreProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.AuthDetails;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Writes a change as an admin event, whether or not the realm has switched admin events on, and to the server log. */
public final class ChangeRecord {

    /** The resource type of all records of changes; Keycloak has none of that name. */
    public static final String RESOURCE_TYPE = "SECURITY_POLICY";

    private static final String MESSAGE = "Updated application settings";
    private static final String CHANNEL = "settings";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.audit");

    /** What the resource paths of all records of changes begin with. */
    public static final String PATHS = "security-policy/";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Actor actor;

    ChangeRecord(KeycloakSession session, RealmModel realm, Actor actor) {
        this.session = session;
        this.realm = realm;
        this.actor = actor;
    }

    /** Writes the changes of one thing: `realm`, or the path of a user, group or client. The store finds them by {@link #PATHS}. */
    void write(String path, List<SettingChange> changes, List<Problem> problems) {
        ObjectNode representation = JSON.createObjectNode();
        ObjectNode changed = representation.putObject("changes");
        changes.forEach(change -> changed.set(change.attribute(), JSON.valueToTree(change.summary())));
        if (!problems.isEmpty()) {
            representation.set("problems", JSON.valueToTree(ProblemRepresentation.of(problems)));
        }
        Map<String, String> details = details();
        LOG.infof(
                "%s: realm `%s`, %s, by `%s`: %s",
                MESSAGE,
                LogText.safe(realm.getName()),
                LogText.safe(path),
                account().getUserId(),
                LogText.safe(representation.toString()));
        EventStoreProvider store = session.getProvider(EventStoreProvider.class);
        if (store != null) {
            store.onEvent(event(path, representation.toString(), details), true);
        }
    }

    private AdminEvent event(String path, String representation, Map<String, String> details) {
        AdminEvent event = new AdminEvent();
        event.setId(UUID.randomUUID().toString());
        event.setTime(Time.currentTimeMillis());
        event.setRealmId(realm.getId());
        event.setRealmName(realm.getName());
        event.setOperationType(OperationType.UPDATE);
        event.setResourceTypeAsString(RESOURCE_TYPE);
        event.setResourcePath(PATHS + path);
        event.setAuthDetails(account());
        event.setRepresentation(representation);
        event.setDetails(details);
        return event;
    }

    /** The account as Keycloak gives it, with the decided address in the place of the raw header text. */
    private AuthDetails account() {
        AuthDetails account = actor.account().map(AuthDetails::new).orElseGet(AuthDetails::new);
        account.setIpAddress(actor.address().text());
        if (account.getRealmId() == null) {
            account.setRealmId(realm.getId());
            account.setRealmName(realm.getName());
        }
        return account;
    }

    private Map<String, String> details() {
        Map<String, String> details = new HashMap<>(new ChangeAnnotations(session).all());
        details.put("message", MESSAGE);
        details.put("channel", CHANNEL);
        details.put("door", actor.door());
        details.put("policy_address", actor.address().text());
        details.put("policy_address_source", actor.address().derivedFrom());
        return details;
    }
}
