package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.keycloak.change.ChangeAnnotations;
import dev.securitypolicies.keycloak.compat.RealmLock;
import dev.securitypolicies.keycloak.store.PendingChange;
import dev.securitypolicies.keycloak.store.PolicyInForce;
import dev.securitypolicies.policy.SecurityPolicy;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.representations.idm.RealmRepresentation;

/** One save: refused if it is stale or would lock people out, undone later if it is not confirmed, and always on record. */
final class PolicyChange {

    private static final int LONGEST_MINUTES = 60;
    private static final int SECONDS_OF_A_MINUTE = 60;
    private static final String LOCK_OUT = "lock-out";

    private final AdminRequest request;
    private final PolicyInForce stored;
    private final Set<String> override;
    private final OptionalInt confirmWithin;

    /** Checks everything about the save but its contents. */
    PolicyChange(
            AdminRequest request, @Nullable String tag, @Nullable String override, @Nullable String confirmWithin) {
        this.request = request;
        this.override = override(override);
        this.confirmWithin = minutes(confirmWithin);
        new RealmLock(request.session()).acquire(request.realm());
        this.stored = PolicyInForce.of(request.realm());
        requireFresh(tag);
    }

    /** What the author insists on: the codes of lock-outs, separated by commas, or `lock-out` for any. */
    private static Set<String> override(@Nullable String text) {
        Set<String> codes =
                text == null ? Set.of() : Stream.of(text.split(",", -1)).collect(Collectors.toSet());
        if (!LockOutGuard.CODES.containsAll(
                codes.stream().filter(code -> !code.equals(LOCK_OUT)).toList())) {
            throw JsonResponses.badParameter("`override` is `" + LOCK_OUT
                    + "`, or the codes of the lock-outs that were refused, separated by commas");
        }
        return codes;
    }

    private static OptionalInt minutes(@Nullable String text) {
        if (text == null) {
            return OptionalInt.empty();
        }
        if (text.matches("[0-9]{1,2}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= LONGEST_MINUTES) {
            return OptionalInt.of(Integer.parseInt(text));
        }
        throw JsonResponses.badParameter("`confirmWithin` is a whole number of minutes from 1 to " + LONGEST_MINUTES);
    }

    private void requireFresh(@Nullable String tag) {
        if (tag == null) {
            throw JsonResponses.refuse(
                    Status.PRECONDITION_REQUIRED,
                    "if-match-missing",
                    "send the `ETag` of the policy that you have read as `If-Match`, or `*` to overwrite any");
        }
        if (!tag.equals("*") && !strong(tag).equals(stored.tag())) {
            throw JsonResponses.refuse(
                    Status.PRECONDITION_FAILED, "stale", "somebody else has changed the policy since you read it");
        }
        if (stored.pending().isPresent()) {
            throw JsonResponses.refuse(
                    Status.CONFLICT, "change-pending", "a change awaits its confirmation; confirm it or take it back");
        }
    }

    /** A proxy that compresses answers makes their tags weak (RFC 9110, 8.8.1); it is the same document all the same. */
    private static String strong(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    /** Saves, or refuses to lock people out. */
    void apply(SortedMap<String, String> attributes, SecurityPolicy policy) {
        List<LockOutGuard.Finding> lockOuts = new LockOutGuard(request, policy).findings();
        lockOuts.stream()
                .filter(finding -> !override.contains(LOCK_OUT) && !override.contains(finding.code()))
                .findFirst()
                .ifPresent(finding -> {
                    throw JsonResponses.refuse(Status.CONFLICT, finding.code(), finding.message());
                });
        if (!lockOuts.isEmpty()) {
            String codes = lockOuts.stream().map(LockOutGuard.Finding::code).collect(Collectors.joining(","));
            new ChangeAnnotations(request.session()).add("override", codes);
        }
        Map<String, String> replaced = stored.attributes();
        PolicyInForce.write(request.realm(), attributes);
        // one whose time is up, and that nobody has put back yet, would undo this one
        PendingChange.of(request.realm())
                .ifPresent(overdue -> PendingChange.confirm(request.session(), request.realm()));
        confirmWithin.ifPresent(minutes -> {
            long deadline = Time.currentTimeMillis() / 1_000 + (long) minutes * SECONDS_OF_A_MINUTE;
            new ChangeAnnotations(request.session()).add("confirm_within_minutes", String.valueOf(minutes));
            new PendingChange(replaced, deadline, author(request)).begin(request.session(), request.realm());
        });
        announce(request);
    }

    static void confirm(AdminRequest request) {
        new RealmLock(request.session()).acquire(request.realm());
        pending(request);
        PendingChange.confirm(request.session(), request.realm());
        new ChangeAnnotations(request.session()).add("confirmed", "true");
        announce(request);
    }

    static void revert(AdminRequest request) {
        new RealmLock(request.session()).acquire(request.realm());
        pending(request).revert(request.session(), request.realm());
        new ChangeAnnotations(request.session()).add("confirmed", "false");
        announce(request);
    }

    private static PendingChange pending(AdminRequest request) {
        return PolicyInForce.of(request.realm())
                .pending()
                .orElseThrow(() -> JsonResponses.refuse(
                        Status.NOT_FOUND, "nothing-pending", "no change awaits its confirmation; it may be too late"));
    }

    private static String author(AdminRequest request) {
        return request.auth().adminAuth().getUser().getUsername();
    }

    /** As any change of a realm is announced, so that whatever listens for those hears this one. */
    private static void announce(AdminRequest request) {
        RealmRepresentation changed = new RealmRepresentation();
        changed.setRealm(request.realm().getName());
        request.adminEvent()
                .operation(OperationType.UPDATE)
                .resource(ResourceType.REALM)
                .resourcePath(request.session().getContext().getUri())
                .representation(changed)
                .success();
    }
}
