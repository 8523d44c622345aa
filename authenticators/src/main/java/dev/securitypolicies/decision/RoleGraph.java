package dev.securitypolicies.decision;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The roles of a user: what is granted directly (by mapping, group or default role) and what composite roles contain. The roles
 * are numbered once, so that a decision walks over numbers.
 */
public final class RoleGraph {

    /** No role. */
    public static final RoleGraph EMPTY = new RoleGraph(Set.of(), Map.of());

    private final List<Role> roles = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private final int[] granted;
    private final int[][] parts;

    /**
     * Numbers every role that can be reached.
     *
     * @param granted the directly granted roles
     * @param contained the roles that a composite role directly contains; a role without an entry contains none
     */
    public RoleGraph(Set<Role> granted, Map<Role, Set<Role>> contained) {
        Map<Role, Integer> numbers = new HashMap<>();
        this.granted = numbers(granted, numbers);
        List<int[]> found = new ArrayList<>();
        for (int role = 0; role < roles.size(); role++) {
            found.add(numbers(contained.getOrDefault(roles.get(role), Set.of()), numbers));
        }
        this.parts = found.toArray(int[][]::new);
    }

    private int[] numbers(Set<Role> met, Map<Role, Integer> numbers) {
        return met.stream()
                .mapToInt(role -> numbers.computeIfAbsent(role, fresh -> {
                    roles.add(fresh);
                    keys.add(fresh.key());
                    return roles.size() - 1;
                }))
                .toArray();
    }

    int size() {
        return parts.length;
    }

    Role role(int number) {
        return roles.get(number);
    }

    String key(int number) {
        return keys.get(number);
    }

    int[] grantedNumbers() {
        return granted;
    }

    int[] partsOf(int number) {
        return parts[number];
    }

    /** The directly granted roles. */
    public Set<Role> granted() {
        return roles(granted);
    }

    /** What the role directly contains. */
    public Set<Role> partsOf(Role role) {
        int number = roles.indexOf(role);
        return number < 0 ? Set.of() : roles(parts[number]);
    }

    private Set<Role> roles(int[] numbers) {
        return IntStream.of(numbers).mapToObj(roles::get).collect(Collectors.toSet());
    }

    @Override
    public String toString() {
        return roles.stream()
                .map(role -> role.key() + " > "
                        + partsOf(role).stream().map(Role::key).sorted().toList())
                .collect(Collectors.joining(
                        ", ", granted().stream().map(Role::key).sorted().toList() + ": ", ""));
    }
}
