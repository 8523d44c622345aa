package dev.securitypolicies.keycloak.insight;

import dev.securitypolicies.decision.Role;
import dev.securitypolicies.keycloak.subject.RoleGraphs;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;

/** What the composite roles of a realm contain, by the keys of roles; each is read once. */
public final class CompositeRoles {

    private final RealmModel realm;
    private final Map<String, Set<String>> known = new HashMap<>();

    /** Of a realm. */
    public CompositeRoles(RealmModel realm) {
        this.realm = realm;
    }

    /** The keys of the roles that the role of this key directly contains; none if there is no such role. */
    public Set<String> parts(String key) {
        return known.computeIfAbsent(
                key,
                fresh -> roles(fresh)
                        .flatMap(RoleModel::getCompositesStream)
                        .map(part -> RoleGraphs.role(realm, part).key())
                        .collect(Collectors.toSet()));
    }

    /** The roles of this key and all that they contain, at any depth. */
    public Set<Role> closure(String key) {
        Map<String, Role> met = new HashMap<>();
        Deque<RoleModel> open = new ArrayDeque<>(roles(key).toList());
        while (!open.isEmpty()) {
            RoleModel role = open.pop();
            if (met.putIfAbsent(role.getId(), RoleGraphs.role(realm, role)) == null) {
                role.getCompositesStream().forEach(open::push);
            }
        }
        return Set.copyOf(met.values());
    }

    /** Whether there is a role of this key. */
    public boolean isThere(String key) {
        return roles(key).findAny().isPresent();
    }

    /** A key is the name of a realm role or a client's id, a dot and the name of its role; both parts may have dots in them. */
    private Stream<RoleModel> roles(String key) {
        Stream<RoleModel> ofClients = IntStream.range(0, key.length())
                .filter(at -> key.charAt(at) == '.')
                .boxed()
                .flatMap(at -> Stream.ofNullable(realm.getClientByClientId(key.substring(0, at)))
                        .flatMap(client -> Stream.ofNullable(client.getRole(key.substring(at + 1)))));
        return Stream.concat(Stream.ofNullable(realm.getRole(key)), ofClients);
    }
}
