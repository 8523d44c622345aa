package dev.securitypolicies.keycloak.events;

import dev.securitypolicies.decision.Membership;
import dev.securitypolicies.decision.Role;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.UserSessionModel;

/** Which sets of withheld roles and organizations a session has on record already, so that each is recorded once. */
final class WithheldNote {

    private static final String NOTE = "securityPolicy.withheldRecorded";
    private static final String SEPARATOR = " ";
    private static final int MOST_SETS = 16;

    private WithheldNote() {}

    /** Remembers the set, and tells whether it is new to the session. */
    static boolean isNew(UserSessionModel session, List<Role> roles, List<Membership> organizations) {
        String set = fingerprint(roles, organizations);
        List<String> known = new ArrayList<>(Optional.ofNullable(session.getNote(NOTE))
                .map(note -> List.of(note.split(SEPARATOR, -1)))
                .orElse(List.of()));
        if (known.contains(set)) {
            return false;
        }
        known.add(set);
        List<String> newest = known.subList(Math.max(0, known.size() - MOST_SETS), known.size());
        session.setNote(NOTE, String.join(SEPARATOR, newest));
        return true;
    }

    private static String fingerprint(List<Role> roles, List<Membership> organizations) {
        String ids = Stream.concat(
                        roles.stream().map(Role::id), organizations.stream().map(Membership::id))
                .sorted()
                .collect(Collectors.joining(SEPARATOR));
        return UUID.nameUUIDFromBytes(ids.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
