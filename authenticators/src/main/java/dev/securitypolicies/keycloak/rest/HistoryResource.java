package dev.securitypolicies.keycloak.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.decision.Comparison;
import dev.securitypolicies.keycloak.change.ChangeRecord;
import dev.securitypolicies.keycloak.insight.Impact;
import dev.securitypolicies.keycloak.representation.ActivityRepresentation.Entry;
import dev.securitypolicies.keycloak.representation.HistoryRepresentation;
import dev.securitypolicies.keycloak.representation.HistoryRepresentation.Version;
import dev.securitypolicies.keycloak.store.StoredPolicy;
import dev.securitypolicies.policy.AttributeCodec;
import dev.securitypolicies.policy.PolicyDocument;
import dev.securitypolicies.policy.PolicyHistory;
import dev.securitypolicies.policy.SecurityPolicy;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.keycloak.events.EventStoreProvider;
import org.keycloak.events.admin.AdminEvent;

/** The versions of the policy, rebuilt from the records of its changes: each is what was in force before a change. */
@Produces(MediaType.APPLICATION_JSON)
public final class HistoryResource {

    private static final int MOST = 200;

    private final AdminRequest request;

    HistoryResource(AdminRequest request) {
        this.request = request;
    }

    /** Newest first, at most so many. */
    @GET
    public Response versions(@QueryParam("max") @DefaultValue("20") int max) {
        request.auth().realm().requireViewRealm();
        request.auth().realm().requireViewEvents();
        if (max < 1 || max > MOST) {
            throw JsonResponses.badParameter("`max` is a whole number from 1 to " + MOST);
        }
        List<AdminEvent> changes = changes(max + 1);
        List<Version> versions = new ArrayList<>();
        SortedMap<String, String> after = StoredPolicy.settings(request.realm().getAttributes());
        for (AdminEvent event : changes.stream().limit(max).toList()) {
            Entry entry = new ActivityEntries(request).of(event);
            JsonNode change = entry.change();
            SortedMap<String, String> before =
                    PolicyHistory.before(after, change == null ? JsonResponses.parse("{}") : change.path("changes"));
            versions.add(new Version(
                    event.getId(),
                    entry.time(),
                    entry.user(),
                    entry.address(),
                    change,
                    Impact.access(request.realm(), Comparison.of(policy(before), policy(after))),
                    PolicyDocument.write(before)));
            after = before;
        }
        return JsonResponses.ok(new HistoryRepresentation(versions, changes.size() <= max));
    }

    private static SecurityPolicy policy(SortedMap<String, String> settings) {
        return AttributeCodec.decode(settings).policy();
    }

    private List<AdminEvent> changes(int most) {
        EventStoreProvider store = request.session().getProvider(EventStoreProvider.class);
        return store == null
                ? List.of()
                : store.createAdminQuery()
                        .realm(request.realm().getId())
                        .resourcePath(ChangeRecord.PATHS + "realm")
                        .orderByDescTime()
                        .maxResults(most)
                        .getResultStream()
                        .filter(event -> ChangeRecord.RESOURCE_TYPE.equals(event.getResourceTypeAsString()))
                        .toList();
    }
}
