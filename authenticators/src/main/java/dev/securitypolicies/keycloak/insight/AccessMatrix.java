package dev.securitypolicies.keycloak.insight;

import dev.securitypolicies.decision.AccessSets;
import dev.securitypolicies.decision.Subject;
import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.ip.IpFamily;
import dev.securitypolicies.ip.RangeParser;
import dev.securitypolicies.keycloak.representation.MatrixRepresentation;
import dev.securitypolicies.keycloak.representation.MatrixRepresentation.Cell;
import dev.securitypolicies.keycloak.representation.MatrixRepresentation.Column;
import dev.securitypolicies.keycloak.representation.MatrixRepresentation.Row;
import dev.securitypolicies.keycloak.representation.NetworksRepresentation.Network;
import dev.securitypolicies.policy.Allowlist;
import dev.securitypolicies.policy.IpPolicy;
import dev.securitypolicies.policy.MfaPolicy;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Works out who can enter from where, as sets: for each subject and each IP group, network and the rest of all addresses. */
public final class AccessMatrix {

    private static final int MOST_COLUMNS = 30;
    private static final int MOST_NETWORKS = 8;
    private static final int MOST_ROWS = 200;
    private static final int MOST_ENTRIES = 3;

    private final SecurityPolicy policy;
    private final List<Column> columns = new ArrayList<>();
    private final List<AddressSet> parts = new ArrayList<>();

    /** Of a policy, with the networks that people were seen in, those with most users first. */
    public AccessMatrix(SecurityPolicy policy, List<Network> networks) {
        this.policy = policy;
        policy.ip().groups().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .limit(MOST_COLUMNS)
                .forEach(group ->
                        add("ip-group", group.getKey(), group.getValue().addresses(), 0));
        Stream.of(
                        policy.ip().subscriber().stream(),
                        sorted(policy.ip().roles().byRole()),
                        policy.ip().adminPanel().stream())
                .flatMap(lists -> lists)
                .limit(MOST_COLUMNS)
                .forEach(this::add);
        networks.stream().limit(MOST_NETWORKS).forEach(this::add);
        AddressSet named = parts.stream().reduce(AddressSet.NONE, AddressSet::union);
        add("elsewhere", "", named.complement(), 0);
    }

    private static Stream<Allowlist> sorted(Map<String, Allowlist> lists) {
        return lists.entrySet().stream().sorted(Map.Entry.comparingByKey()).map(Map.Entry::getValue);
    }

    /** A list that is no more than IP groups together says nothing new, and one of half the world parts nothing from anything. */
    private void add(Allowlist list) {
        AddressSet addresses = list.addresses();
        AddressSet named = parts.stream().reduce(AddressSet.NONE, AddressSet::union);
        boolean wide = addresses.size(IpFamily.IPV4).bitLength() >= IpFamily.IPV4.bits();
        if (!addresses.isEmpty() && !wide && !parts.contains(addresses) && !named.equals(addresses)) {
            add("list", text(list.entries()), addresses, 0);
        }
    }

    private static String text(List<String> entries) {
        String shown = entries.stream().limit(MOST_ENTRIES).collect(Collectors.joining(", "));
        return entries.size() > MOST_ENTRIES ? shown + " …" : shown;
    }

    /** A network that another column has already says nothing new. */
    private void add(Network network) {
        AddressSet block = RangeParser.parse(network.network())
                .toOptional()
                .map(range -> AddressSet.of(List.of(range)))
                .orElse(AddressSet.NONE);
        if (parts.stream().noneMatch(part -> part.intersection(block).equals(block))) {
            add("network", network.network(), block, network.users());
        }
    }

    private void add(String kind, String name, AddressSet addresses, int users) {
        columns.add(new Column(kind, name, Impact.addresses(addresses), users));
        parts.add(addresses);
    }

    /**
     * The matrix.
     *
     * @param serviceAccounts all that there are
     * @param composites what each role directly contains, by its key
     */
    public MatrixRepresentation with(List<Subject> serviceAccounts, Function<String, Set<String>> composites) {
        IpPolicy ip = policy.ip();
        MfaPolicy mfa = policy.mfa();
        List<Row> rows = new ArrayList<>();
        rows.add(row("everyone", "", mfa.everyone(), AccessSets.everyone(ip)));
        Set<String> roles = new TreeSet<>(ip.roles().byRole().keySet());
        roles.addAll(mfa.roles());
        roles.stream()
                .limit(MOST_ROWS)
                .forEach(role ->
                        rows.add(row("role", role, isRequired(role), AccessSets.role(policy, role, composites))));
        AddressSet systems = serviceAccounts.stream()
                .map(subject -> AccessSets.login(policy, subject))
                .reduce(AddressSet.NONE, AddressSet::union);
        rows.add(new Row("service-accounts", "", mfa.demandsAnything() ? "exempt" : "not-required", cells(systems)));
        rows.add(row("admin-panel", "", mfa.everyone() || mfa.admins(), orAll(ip.adminPanel())));
        mfa.enrolFrom().ifPresent(list -> rows.add(row("enrolment", "", false, list.addresses())));
        mfa.exemptFrom().ifPresent(list -> rows.add(row("exemption", "", false, list.addresses())));
        return new MatrixRepresentation(List.copyOf(columns), List.copyOf(rows));
    }

    private boolean isRequired(String role) {
        MfaPolicy mfa = policy.mfa();
        return mfa.everyone()
                || mfa.roles().contains(role)
                || (mfa.admins() && mfa.adminRoles().contains(role));
    }

    private Row row(String subject, String name, boolean factor, AddressSet addresses) {
        return new Row(subject, name, factor ? "required" : "not-required", cells(addresses));
    }

    private List<Cell> cells(AddressSet addresses) {
        return parts.stream().map(part -> cell(part, addresses)).toList();
    }

    private static Cell cell(AddressSet part, AddressSet addresses) {
        AddressSet common = part.intersection(addresses);
        if (common.isEmpty()) {
            return Cell.NONE;
        }
        return common.equals(part) ? Cell.ALL : Cell.SOME;
    }

    private static AddressSet orAll(Optional<Allowlist> list) {
        return list.map(Allowlist::addresses).orElse(AddressSet.ALL);
    }
}
