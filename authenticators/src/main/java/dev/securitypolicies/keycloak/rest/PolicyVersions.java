package dev.securitypolicies.keycloak.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.decision.Comparison;
import dev.securitypolicies.keycloak.change.ChangeRecord;
import dev.securitypolicies.keycloak.compat.StoredChanges;
import dev.securitypolicies.keycloak.representation.ActivityRepresentation.Entry;
import dev.securitypolicies.keycloak.store.RealmMemory;
import dev.securitypolicies.keycloak.store.RealmMemory.Kind;
import dev.securitypolicies.policy.AttributeCodec;
import dev.securitypolicies.policy.PolicyHistory;
import dev.securitypolicies.policy.SecurityPolicy;
import dev.securitypolicies.policy.Setting;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.keycloak.events.admin.AdminEvent;

/** Goes back through the records of a realm's changes, and undoes one after the other. */
final class PolicyVersions {

    private final AdminRequest request;
    private final ActivityEntries entries;
    private SortedMap<String, String> state;
    private long reached = Long.MAX_VALUE;

    PolicyVersions(AdminRequest request) {
        this.request = request;
        this.entries = new ActivityEntries(request);
        this.state = new TreeMap<>(RealmMemory.recall(request.realm(), Kind.AUDITED));
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
     * @param since the oldest, in milliseconds since the epoch
     * @param until the newest; all that are newer must have been undone
     * @param deadline until when it may take, in the nanoseconds of {@link System#nanoTime}
     * @param each is given each change, and says whether to go on
     * @return whether it came that far
     */
    boolean walk(long since, long until, long deadline, Predicate<Step> each) {
        return new StoredChanges(request.session(), request.realm(), ChangeRecord.RESOURCE_TYPE)
                .readBack(
                        ChangeRecord.PATHS + "realm",
                        since,
                        until,
                        page -> page.stream().allMatch(stored -> undo(stored, deadline, each)));
    }

    private boolean undo(StoredChanges.Stored stored, long deadline, Predicate<Step> each) {
        AdminEvent event = stored.event();
        Entry entry = entries.of(event);
        JsonNode change = entry.change();
        if (change == null || System.nanoTime() - deadline > 0) {
            return false;
        }
        if (isOfPolicy(change.path("changes"))) {
            Optional<SortedMap<String, String>> before = PolicyHistory.before(state, change.path("changes"));
            if (before.isEmpty() || !each.test(new Step(event, entry, change, before.get(), state))) {
                return false;
            }
            state = before.get();
        }
        reached = event.getTime();
        return true;
    }

    /** That organizations were switched on or off is recorded beside the policy, and is none of its settings. */
    private static boolean isOfPolicy(JsonNode changes) {
        return changes.properties().stream()
                .anyMatch(change -> Setting.ofAttribute(change.getKey()).isPresent());
    }
}
