package dev.securitypolicies.keycloak.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.decision.Comparison;
import dev.securitypolicies.keycloak.change.ChangeRecord;
import dev.securitypolicies.keycloak.insight.CompositeRoles;
import dev.securitypolicies.keycloak.insight.Impact;
import dev.securitypolicies.keycloak.representation.ActivityRepresentation.Entry;
import dev.securitypolicies.keycloak.representation.HistoryRepresentation;
import dev.securitypolicies.keycloak.representation.HistoryRepresentation.Version;
import dev.securitypolicies.keycloak.store.RealmStateComponent;
import dev.securitypolicies.keycloak.store.RealmStateComponent.Kind;
import dev.securitypolicies.policy.AttributeCodec;
import dev.securitypolicies.policy.PolicyDocument;
import dev.securitypolicies.policy.PolicyHistory;
import dev.securitypolicies.policy.SecurityPolicy;
import dev.securitypolicies.policy.Setting;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
    public Response versions(@QueryParam("max") @DefaultValue("20") String max) {
        request.auth().realm().requireViewRealm();
        request.auth().realm().requireViewEvents();
        int most = LongWork.number("max", max);
        if (most < 1 || most > MOST) {
            throw JsonResponses.badParameter("`max` is a whole number from 1 to " + MOST);
        }
        return LongWork.run(request.realm(), deadline -> JsonResponses.ok(history(most, deadline)));
    }

    private HistoryRepresentation history(int most, long deadline) {
        CompositeRoles composites = new CompositeRoles(request.realm());
        List<AdminEvent> changes = changes(most + 1);
        List<Version> versions = new ArrayList<>();
        SortedMap<String, String> after = new TreeMap<>(RealmStateComponent.recall(request.realm(), Kind.AUDITED));
        for (AdminEvent event : changes.stream().limit(most).toList()) {
            Entry entry = new ActivityEntries(request).of(event);
            JsonNode change = entry.change() == null ? JsonResponses.parse("{}") : entry.change();
            if (!isOfPolicy(change.path("changes"))) {
                continue;
            }
            Optional<SortedMap<String, String>> before = PolicyHistory.before(after, change.path("changes"));
            if (before.isEmpty() || System.nanoTime() - deadline > 0) {
                return new HistoryRepresentation(versions, false);
            }
            versions.add(new Version(
                    event.getId(),
                    entry.time(),
                    entry.user(),
                    entry.address(),
                    change,
                    Impact.access(composites, Comparison.of(policy(before.get()), policy(after))),
                    PolicyDocument.write(before.get())));
            after = before.get();
        }
        return new HistoryRepresentation(versions, changes.size() <= most);
    }

    /** That organizations were switched on or off is recorded beside the policy, and is none of its settings. */
    private static boolean isOfPolicy(JsonNode changes) {
        return changes.properties().stream()
                .anyMatch(change -> Setting.ofAttribute(change.getKey()).isPresent());
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
