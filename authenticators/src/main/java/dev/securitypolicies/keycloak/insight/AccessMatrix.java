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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Works out who can enter from where, as sets: for each subject and each IP group, network and the rest of all addresses. */
public final class AccessMatrix {

    private static final int MOST_COLUMNS = 30;
    private static final int MOST_NETWORKS = 8;
    private static final int MOST_ROWS = 200;
    private static final int MOST_ENTRIES = 3;
    private static final String ELSEWHERE = "elsewhere";

    private final SecurityPolicy policy;
    private final List<Column> columns = new ArrayList<>();
    private final List<AddressSet> parts = new ArrayList<>();
    private AddressSet named = AddressSet.NONE;
    private boolean cut;

    /** Of a policy, with the networks that people were seen in, those with most users first. */
    public AccessMatrix(SecurityPolicy policy, List<Network> networks) {
        this.policy = policy;
        policy.ip().groups().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(group ->
                        add("ip-group", group.getKey(), group.getValue().addresses(), 0));
        Stream.of(
                        policy.ip().subscriber().stream(),
                        sorted(policy.ip().roles().byRole()),
                        policy.ip().adminPanel().stream())
                .flatMap(lists -> lists)
                .forEach(this::add);
        networks.stream().limit(MOST_NETWORKS).forEach(this::add);
        add(ELSEWHERE, "", named.complement(), 0);
    }

    private static Stream<Allowlist> sorted(Map<String, Allowlist> lists) {
        return lists.entrySet().stream().sorted(Map.Entry.comparingByKey()).map(Map.Entry::getValue);
    }

    /** A list that is no more than IP groups together says nothing new, and one of half the world parts nothing from anything. */
    private void add(Allowlist list) {
        AddressSet addresses = list.addresses();
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
        if (columns.size() >= MOST_COLUMNS && !kind.equals(ELSEWHERE)) {
            cut = true;
            return;
        }
        columns.add(new Column(kind, name, Impact.addresses(addresses), users));
        parts.add(addresses);
        named = named.union(addresses);
    }

    /**
     * What is known of the realm.
     *
     * @param serviceAccounts all that there are; empty if nobody may know
     * @param composites what each role directly contains, by its key
     * @param factorRequired whether the holder of the role of a key must have a second factor
     * @param administrator the key of the role with every right in the realm
     */
    public record Facts(
            Optional<List<Subject>> serviceAccounts,
            Function<String, Set<String>> composites,
            Predicate<String> factorRequired,
            String administrator) {}

    /** The matrix. */
    public MatrixRepresentation of(Facts facts) {
        IpPolicy ip = policy.ip();
        MfaPolicy mfa = policy.mfa();
        Set<String> roles = new TreeSet<>(ip.roles().byRole().keySet());
        roles.addAll(mfa.roles());
        List<String> shown = roles.stream().limit(MOST_ROWS).toList();
        Set<String> wanted = new TreeSet<>(shown);
        wanted.add(facts.administrator);
        Optional<Map<String, AddressSet>> sets = AccessSets.ofRoles(policy, wanted, facts.composites);
        List<Row> rows = new ArrayList<>();
        rows.add(row("everyone", "", mfa.everyone(), Optional.of(AccessSets.everyone(ip))));
        shown.forEach(role ->
                rows.add(row("role", role, facts.factorRequired.test(role), sets.map(all -> of(all, role)))));
        facts.serviceAccounts.ifPresent(accounts -> rows.add(new Row(
                "service-accounts", "", mfa.demandsAnything() ? "exempt" : "not-required", cells(reach(accounts)))));
        AddressSet panel = ip.adminPanel().map(Allowlist::addresses).orElse(AddressSet.ALL);
        rows.add(row(
                "admin-panel",
                "",
                facts.factorRequired.test(facts.administrator),
                sets.map(all -> of(all, facts.administrator).intersection(panel))));
        mfa.enrolFrom().ifPresent(list -> rows.add(row("enrolment", "", false, Optional.of(list.addresses()))));
        mfa.exemptFrom().ifPresent(list -> rows.add(row("exemption", "", false, Optional.of(list.addresses()))));
        return new MatrixRepresentation(
                List.copyOf(columns), List.copyOf(rows), !cut && sets.isPresent() && shown.size() == roles.size());
    }

    private static AddressSet of(Map<String, AddressSet> sets, String role) {
        return sets.getOrDefault(role, AddressSet.NONE);
    }

    private Optional<AddressSet> reach(List<Subject> accounts) {
        return Optional.of(accounts.stream()
                .map(subject -> AccessSets.login(policy, subject))
                .reduce(AddressSet.NONE, AddressSet::union));
    }

    private Row row(String subject, String name, boolean factor, Optional<AddressSet> addresses) {
        return new Row(subject, name, factor ? "required" : "not-required", cells(addresses));
    }

    private List<Cell> cells(Optional<AddressSet> addresses) {
        return parts.stream()
                .map(part -> addresses.map(set -> cell(part, set)).orElse(Cell.UNKNOWN))
                .toList();
    }

    private static Cell cell(AddressSet part, AddressSet addresses) {
        AddressSet common = part.intersection(addresses);
        if (common.isEmpty()) {
            return Cell.NONE;
        }
        return common.equals(part) ? Cell.ALL : Cell.SOME;
    }
}
