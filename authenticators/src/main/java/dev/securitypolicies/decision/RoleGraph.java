package dev.securitypolicies.decision;

import dev.securitypolicies.policy.IpPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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
        this(new Numbering(granted, contained));
    }

    private RoleGraph(Numbering numbered) {
        this(numbered.met, numbered.granted, numbered.parts);
    }

    /**
     * Of roles that are numbered already, each by its place in the list and each once.
     *
     * @param roles every role that can be reached
     * @param granted the numbers of the directly granted roles
     * @param parts for each role, the numbers of those that it directly contains
     */
    public RoleGraph(List<Role> roles, int[] granted, List<int[]> parts) {
        this.granted = granted;
        this.parts = parts.toArray(int[][]::new);
        this.roles = roles.toArray(Role[]::new);
        this.keys = new String[this.roles.length];
        boolean counts = false;
        for (int role = 0; role < this.roles.length; role++) {
            keys[role] = this.roles[role].key();
            counts |= !this.roles[role].builtIn();
            byKey.merge(keys[role], new int[] {role}, RoleGraph::concat);
        }
        this.anyCounts = counts;
    }

    private static final class Numbering {
        private final Map<Role, Integer> numbers = new HashMap<>();
        private final List<Role> met = new ArrayList<>();
        private final List<int[]> parts = new ArrayList<>();
        private final int[] granted;

        Numbering(Set<Role> granted, Map<Role, Set<Role>> contained) {
            this.granted = number(granted);
            for (int role = 0; role < met.size(); role++) {
                parts.add(number(contained.getOrDefault(met.get(role), Set.of())));
            }
        }

        private int[] number(Set<Role> roles) {
            return roles.stream()
                    .mapToInt(role -> numbers.computeIfAbsent(role, fresh -> {
                        met.add(fresh);
                        return met.size() - 1;
                    }))
                    .toArray();
        }
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
