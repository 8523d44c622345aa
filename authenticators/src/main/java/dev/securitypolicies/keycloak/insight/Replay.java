package dev.securitypolicies.keycloak.insight;

import dev.securitypolicies.decision.AddressRule;
import dev.securitypolicies.decision.Comparison;
import dev.securitypolicies.decision.ForcedSso;
import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.decision.RoleGraph;
import dev.securitypolicies.decision.Subject;
import dev.securitypolicies.ip.ClientAddress;
import dev.securitypolicies.ip.ClientAddress.Derivation;
import dev.securitypolicies.keycloak.compat.ReadApart;
import dev.securitypolicies.keycloak.subject.RoleGraphs;
import dev.securitypolicies.keycloak.subject.Subjects;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Decides logins of the past again, under two policies: with the roles that their users have today. Each user is read once and each pair of user and
 * address decided once, as long as there are not too many of them.
 */
final class Replay {

    private static final int MOST_USERS = 20_000;
    private static final int MOST_PAIRS = 100_000;
    private static final int BATCH = 25;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Comparison compared;
    private final Map<String, Optional<Known>> users = bounded(MOST_USERS);
    private final Map<String, Compared> pairs = bounded(MOST_PAIRS);

    Replay(KeycloakSession session, RealmModel realm, Comparison compared) {
        this.session = session;
        this.realm = realm;
        this.compared = compared;
    }

    /**
     * A user as both policies see them.
     *
     * @param name the user name
     * @param before under the first policy
     * @param after under the second
     */
    record Known(String name, Subject before, Subject after) {}

    /** Reads those of the users that are not known yet, many in one go, as far as there is time. */
    void meet(Set<String> ids, long deadline) {
        List<String> fresh = ids.stream().filter(id -> !users.containsKey(id)).toList();
        for (int from = 0; from < fresh.size() && System.nanoTime() - deadline < 0; from += BATCH) {
            List<String> batch = fresh.subList(from, Math.min(fresh.size(), from + BATCH));
            new ReadApart(session, realm).read((own, same) -> {
                batch.forEach(id -> users.put(id, read(own, same, id)));
                return batch.size();
            });
        }
    }

    /** The user; empty if there is none with this id any more. */
    Optional<Known> user(String id) {
        return remembered(
                users, id, unmet -> new ReadApart(session, realm).read((own, same) -> read(own, same, unmet)));
    }

    /**
     * What becomes of a login of this user from there.
     *
     * @param local whether it is on record that it was by local credentials (R6)
     */
    Compared compare(String userId, Known user, String address, boolean local) {
        Compared byAddress = byAddress(userId, user, address);
        boolean before = compared.enforcedBefore() && ForcedSso.refuses(compared.before(), user.before());
        boolean after = compared.enforcedAfter() && ForcedSso.refuses(compared.after(), user.after());
        return local && after && !before ? byAddress.orRefused(Reason.SSO_FORCED) : byAddress;
    }

    private Compared byAddress(String userId, Known user, String address) {
        return remembered(pairs, userId + " " + address, pair -> {
            PolicyAddress where = where(address);
            return Compared.of(
                    Optional.of(compared.before())
                            .filter(policy -> compared.enforcedBefore())
                            .map(policy -> AddressRule.decide(policy, user.before(), where)),
                    Optional.of(compared.after())
                            .filter(policy -> compared.enforcedAfter())
                            .map(policy -> AddressRule.decide(policy, user.after(), where)));
        });
    }

    /** As records write it: several addresses are joined by a word. */
    private static PolicyAddress where(String text) {
        List<ClientAddress> addresses = Stream.of(text.split(" and ", -1))
                .map(part -> ClientAddress.parse(part, Derivation.PEER))
                .toList();
        return new PolicyAddress(addresses);
    }

    private Optional<Known> read(KeycloakSession session, RealmModel realm, String id) {
        return Optional.ofNullable(session.users().getUserById(realm, id)).map(user -> known(session, realm, user));
    }

    /** With all roles under both, also where one of the policies restricts none. */
    private Known known(KeycloakSession session, RealmModel realm, UserModel user) {
        RoleGraph roles = RoleGraphs.of(realm, user);
        return new Known(
                user.getUsername(),
                new Subjects(session, realm, compared.before()).of(user).with(roles),
                new Subjects(session, realm, compared.after()).of(user).with(roles));
    }

    private static <V> V remembered(Map<String, V> memory, String key, Function<String, V> fresh) {
        V known = memory.get(key);
        if (known == null) {
            known = fresh.apply(key);
            memory.put(key, known);
        }
        return known;
    }

    private static <V> Map<String, V> bounded(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > most;
            }
        };
    }
}
