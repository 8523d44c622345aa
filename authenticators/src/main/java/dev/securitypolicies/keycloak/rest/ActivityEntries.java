package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.keycloak.change.ChangeRecord;
import dev.securitypolicies.keycloak.compat.RealmOrganizations;
import dev.securitypolicies.keycloak.events.RecordDetails;
import dev.securitypolicies.keycloak.representation.ActivityRepresentation.Entry;
import dev.securitypolicies.keycloak.representation.ActivityRepresentation.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Event;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.ClientModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.OrganizationModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Turns stored events into what the API says of them; names only where the caller may see them. */
final class ActivityEntries {

    private final AdminRequest request;

    ActivityEntries(AdminRequest request) {
        this.request = request;
    }

    Entry of(Event event) {
        Map<String, String> details = event.getDetails();
        return new Entry(
                Instant.ofEpochMilli(event.getTime()).toString(),
                kind(event, details),
                details.getOrDefault(RecordDetails.REASON, ""),
                request.mayNameUsers() ? details.get("username") : event.getUserId(),
                event.getClientId(),
                details.get(RecordDetails.ADDRESS),
                details.get(RecordDetails.ADDRESS_SOURCE),
                details.get(RecordDetails.DOOR),
                details.get(RecordDetails.MODE),
                details.get(RecordDetails.PAGE),
                null,
                details.get(RecordDetails.REFERENCE),
                Integer.valueOf(details.getOrDefault(RecordDetails.COUNT, "1")),
                parts(details, RecordDetails.ROLES_WITHHELD),
                parts(details, RecordDetails.ORGANIZATIONS_WITHHELD),
                null);
    }

    private static Kind kind(Event event, Map<String, String> details) {
        if (event.getError() != null) {
            return Kind.REFUSED;
        }
        return details.getOrDefault(RecordDetails.MODE, "enforce").equals("enforce") ? Kind.NOTICE : Kind.REPORTED;
    }

    /** The roles that a record says were withheld. */
    static List<String> withheld(Map<String, String> details) {
        return parts(details, RecordDetails.ROLES_WITHHELD);
    }

    private static List<String> parts(Map<String, String> details, String name) {
        return Stream.of(details.getOrDefault(name, "").split("::", -1))
                .filter(part -> !part.isEmpty())
                .toList();
    }

    Entry of(AdminEvent event) {
        Map<String, String> details = Optional.ofNullable(event.getDetails()).orElse(Map.of());
        return new Entry(
                Instant.ofEpochMilli(event.getTime()).toString(),
                Kind.CHANGE,
                "change",
                author(event),
                null,
                event.getAuthDetails().getIpAddress(),
                details.get(RecordDetails.ADDRESS_SOURCE),
                details.get("door"),
                null,
                path(event),
                name(path(event)),
                null,
                null,
                null,
                null,
                JsonResponses.stored(event.getRepresentation()).orElse(null));
    }

    private static String path(AdminEvent event) {
        String path = Optional.ofNullable(event.getResourcePath()).orElse("");
        return path.substring(Math.min(path.length(), ChangeRecord.PATHS.length()));
    }

    /** Ids are what the store knows; an auditor knows names. */
    private @Nullable String name(String path) {
        String id = path.substring(path.indexOf('/') + 1);
        if (path.startsWith("users/")) {
            UserModel user = request.session().users().getUserById(request.realm(), id);
            return user == null || !request.mayNameUsers() ? null : user.getUsername();
        }
        if (path.startsWith("groups/")) {
            GroupModel group = request.session().groups().getGroupById(request.realm(), id);
            return group == null || !request.auth().groups().canView(group)
                    ? null
                    : KeycloakModelUtils.buildGroupPath(group);
        }
        if (path.startsWith("organizations/")) {
            return new RealmOrganizations(request.session(), request.realm())
                    .byId(id)
                    .filter(request.auth().orgs()::canView)
                    .map(OrganizationModel::getName)
                    .orElse(null);
        }
        ClientModel client =
                path.startsWith("clients/") ? request.session().clients().getClientById(request.realm(), id) : null;
        return client == null || !request.auth().clients().canView(client) ? null : client.getClientId();
    }

    private @Nullable String author(AdminEvent event) {
        String id = event.getAuthDetails().getUserId();
        var home = request.session().realms().getRealm(event.getAuthDetails().getRealmId());
        var user = id == null || home == null ? null : request.session().users().getUserById(home, id);
        return user == null || !request.mayName(user, home) ? id : user.getUsername();
    }
}
