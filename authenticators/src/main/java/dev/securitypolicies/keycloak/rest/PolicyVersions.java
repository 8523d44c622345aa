package dev.securitypolicies.keycloak.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.decision.Comparison;
import dev.securitypolicies.keycloak.change.ChangeRecord;
import dev.securitypolicies.keycloak.representation.ActivityRepresentation.Entry;
import dev.securitypolicies.keycloak.store.RealmStateComponent;
import dev.securitypolicies.keycloak.store.RealmStateComponent.Kind;
import dev.securitypolicies.policy.AttributeCodec;
import dev.securitypolicies.policy.PolicyHistory;
import dev.securitypolicies.policy.SecurityPolicy;
import dev.securitypolicies.policy.Setting;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.keycloak.events.EventStoreProvider;
import org.keycloak.events.admin.AdminEvent;

/** Goes back through the records of a realm's changes, and undoes one after the other. */
final class PolicyVersions {

    private static final int PAGE = 20;

    private final AdminRequest request;
    private SortedMap<String, String> state;
    private long reached = Long.MAX_VALUE;

    PolicyVersions(AdminRequest request) {
        this.request = request;
        this.state = new TreeMap<>(RealmStateComponent.recall(request.realm(), Kind.AUDITED));
    }

    /**
     * A change of the realm's settings.
     *
     * @param event its record
     * @param entry what the activity says of it
     * @param change what was changed
     * @param before the settings until then
     * @param after the settings from then on
     */
    record Step(
            AdminEvent event,
            Entry entry,
            JsonNode change,
            SortedMap<String, String> before,
            SortedMap<String, String> after) {

        Comparison comparison() {
            return Comparison.of(policy(before), policy(after));
        }
    }

    /** What the settings were where the walk has come to; those of now before it. */
    SortedMap<String, String> state() {
        return state;
    }

    /** From when on it is known, in milliseconds since the epoch. */
    long reached() {
        return reached;
    }

    static SecurityPolicy policy(SortedMap<String, String> settings) {
        return AttributeCodec.decode(settings).policy();
    }

    /**
     * Goes back, newest first.
     *
     * @param most how many changes at most
     * @param since the oldest, in milliseconds since the epoch
     * @param until the newest; all that are newer must have been undone
     * @param deadline until when it may take, in the nanoseconds of {@link System#nanoTime}
     * @return whether it came that far
     */
    boolean walk(int most, long since, long until, long deadline, Consumer<Step> each) {
        for (int first = 0; first < most; first += PAGE) {
            List<AdminEvent> page = changes(since, until, first, Math.min(PAGE, most - first));
            for (AdminEvent event : page) {
                reached = event.getTime();
                Entry entry = new ActivityEntries(request).of(event);
                JsonNode change = entry.change();
                if (change == null) {
                    return false;
                }
                if (!isOfPolicy(change.path("changes"))) {
                    continue;
                }
                Optional<SortedMap<String, String>> before = PolicyHistory.before(state, change.path("changes"));
                if (before.isEmpty() || System.nanoTime() - deadline > 0) {
                    return false;
                }
                each.accept(new Step(event, entry, change, before.get(), state));
                state = before.get();
            }
            if (page.size() < PAGE && first + page.size() < most) {
                return true;
            }
        }
        return changes(since, until, most, 1).isEmpty();
    }

    /** That organizations were switched on or off is recorded beside the policy, and is none of its settings. */
    private static boolean isOfPolicy(JsonNode changes) {
        return changes.properties().stream()
                .anyMatch(change -> Setting.ofAttribute(change.getKey()).isPresent());
    }

    private List<AdminEvent> changes(long since, long until, int first, int most) {
        EventStoreProvider store = request.session().getProvider(EventStoreProvider.class);
        return store == null
                ? List.of()
                : store.createAdminQuery()
                        .realm(request.realm().getId())
                        .resourcePath(ChangeRecord.PATHS + "realm")
                        .fromTime(since)
                        .toTime(until)
                        .orderByDescTime()
                        .firstResult(first)
                        .maxResults(most)
                        .getResultStream()
                        .filter(event -> ChangeRecord.RESOURCE_TYPE.equals(event.getResourceTypeAsString()))
                        .toList();
    }
}
