package dev.securitypolicies.decision;

import dev.securitypolicies.policy.IpPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The roles of a user: what is granted directly (by mapping, group or default role) and what composite roles contain. The roles
 * are numbered once, so that a decision walks over numbers.
 */
public final class RoleGraph {

    /** No role. */
    public static final RoleGraph EMPTY = new RoleGraph(Set.of(), Map.of());

    private static final int[] NONE = {};

    private final Role[] roles;
    private final String[] keys;
    private final boolean anyCounts;
    private final Map<String, int[]> byKey = new HashMap<>();
    private final int[] granted;
    private final int[][] parts;
    private volatile @Nullable RoleLists lists;

    /**
     * Numbers every role that can be reached.
     *
     * @param granted the directly granted roles
     * @param contained the roles that a composite role directly contains; a role without an entry contains none
     */
    public RoleGraph(Set<Role> granted, Map<Role, Set<Role>> contained) {
        Map<Role, Integer> numbers = new LinkedHashMap<>();
        List<Role> met = new ArrayList<>();
        this.granted = number(granted, numbers, met);
        List<int[]> found = new ArrayList<>();
        for (int role = 0; role < met.size(); role++) {
            found.add(number(contained.getOrDefault(met.get(role), Set.of()), numbers, met));
        }
        this.parts = found.toArray(int[][]::new);
        this.roles = met.toArray(Role[]::new);
        this.keys = met.stream().map(Role::key).toArray(String[]::new);
        this.anyCounts = met.stream().anyMatch(role -> !role.builtIn());
        for (int role = 0; role < roles.length; role++) {
            byKey.merge(keys[role], new int[] {role}, RoleGraph::concat);
        }
    }

    private static int[] number(Set<Role> roles, Map<Role, Integer> numbers, List<Role> met) {
        return roles.stream()
                .mapToInt(role -> numbers.computeIfAbsent(role, fresh -> {
                    met.add(fresh);
                    return met.size() - 1;
                }))
                .toArray();
    }

    private static int[] concat(int[] some, int[] others) {
        return IntStream.concat(IntStream.of(some), IntStream.of(others)).toArray();
    }

    /** The roles that a policy names by this key; with dots in names it can be several. */
    int[] numbersOf(String key) {
        return byKey.getOrDefault(key, NONE);
    }

    /** The lists of a policy that concern these roles; those of the last policy that was asked for are remembered. */
    RoleLists listsOf(IpPolicy policy) {
        if (roles.length == 0) {
            return new RoleLists(policy, this); // one object for everybody, which holds on to nobody's policy
        }
        RoleLists known = lists;
        if (known == null || !known.isOf(policy)) {
            known = new RoleLists(policy, this);
            lists = known;
        }
        return known;
    }

    int size() {
        return parts.length;
    }

    Role role(int number) {
        return roles[number];
    }

    String key(int number) {
        return keys[number];
    }

    /** Whether any role counts for R3. */
    boolean anyCounts() {
        return anyCounts;
    }

    int[] grantedNumbers() {
        return granted;
    }

    int[] partsOf(int number) {
        return parts[number];
    }

    /** All roles, granted or contained in a granted one. */
    public List<Role> all() {
        return List.of(roles);
    }

    /** The directly granted roles. */
    public Set<Role> granted() {
        return roles(granted);
    }

    /** What the role directly contains. */
    public Set<Role> partsOf(Role role) {
        int number = Arrays.asList(roles).indexOf(role);
        return number < 0 ? Set.of() : roles(parts[number]);
    }

    private Set<Role> roles(int[] numbers) {
        return IntStream.of(numbers).mapToObj(number -> roles[number]).collect(Collectors.toSet());
    }

    @Override
    public String toString() {
        return Stream.of(roles)
                .map(role -> role.key() + " > "
                        + partsOf(role).stream().map(Role::key).sorted().toList())
                .collect(Collectors.joining(
                        ", ", granted().stream().map(Role::key).sorted().toList() + ": ", ""));
    }
}
