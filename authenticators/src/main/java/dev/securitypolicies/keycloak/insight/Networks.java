package dev.securitypolicies.keycloak.insight;

import dev.securitypolicies.decision.AccessSets;
import dev.securitypolicies.ip.AddressParser;
import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.ip.CidrBlock;
import dev.securitypolicies.ip.IpAddress;
import dev.securitypolicies.ip.RangeParser;
import dev.securitypolicies.keycloak.compat.EventTypes;
import dev.securitypolicies.keycloak.compat.StoredEvents.Stored;
import dev.securitypolicies.keycloak.compat.StoredLogins;
import dev.securitypolicies.keycloak.events.DecisionEventStoreProvider;
import dev.securitypolicies.keycloak.events.RecordDetails;
import dev.securitypolicies.keycloak.representation.NetworksRepresentation;
import dev.securitypolicies.keycloak.representation.NetworksRepresentation.Network;
import dev.securitypolicies.keycloak.representation.NetworksRepresentation.Unused;
import dev.securitypolicies.policy.Allowlist;
import dev.securitypolicies.policy.SecurityPolicy;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.keycloak.common.util.Time;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** From where people really come, by the logins in the event store, and which entries of the lists nobody has used. */
public final class Networks {

    private static final int MOST_SHOWN = 200;
    private static final int MOST_REMEMBERED = 20_000;
    private static final int MOST_ADDRESSES = 200_000;
    private static final int MOST_UNUSED = 100;

    private final SecurityPolicy policy;
    private final AddressSet anybody;
    private final Map<CidrBlock, SeenNetwork> seen = new HashMap<>();
    private final NavigableSet<IpAddress> addresses = new TreeSet<>();
    private final long deadline;
    private boolean complete = true;

    /**
     * Under a policy.
     *
     * @param deadline until when it may take, in the nanoseconds of {@link System#nanoTime}
     */
    public Networks(SecurityPolicy policy, long deadline) {
        this.policy = policy;
        this.anybody = AccessSets.anybody(policy.ip());
        this.deadline = deadline;
    }

    /**
     * What was seen since then.
     *
     * @param since in milliseconds since the epoch
     * @param fewest networks with fewer users are left out
     */
    public NetworksRepresentation since(KeycloakSession session, RealmModel realm, long since, int fewest) {
        return between(session, realm, since, Time.currentTimeMillis(), fewest);
    }

    /** What was seen between then and then. */
    public NetworksRepresentation between(
            KeycloakSession session, RealmModel realm, long since, long until, int fewest) {
        long from = Math.max(since, LoginImpacts.oldestKept(realm, until));
        boolean stored = EventTypes.isStored(realm, EventType.LOGIN)
                || session.getProvider(DecisionEventStoreProvider.class)
                        .logins()
                        .areKept();
        boolean all = new StoredLogins(session).read(realm, from, until, this::add) && complete && stored;
        List<Network> networks = seen.values().stream()
                .filter(network -> network.users() >= fewest)
                .sorted(Comparator.comparing(SeenNetwork::users)
                        .thenComparing(SeenNetwork::logins)
                        .reversed()
                        .thenComparing(network -> network.block().first()))
                .limit(MOST_SHOWN)
                .map(this::shown)
                .toList();
        return new NetworksRepresentation(networks, all ? unused() : List.of(), time(from), time(until), all);
    }

    private boolean add(List<Stored> logins) {
        logins.forEach(this::add);
        return System.nanoTime() - deadline < 0;
    }

    private void add(Stored login) {
        String text = login.detail(RecordDetails.ADDRESS).orElse(login.address());
        for (String part : text.split(" and ", -1)) { // as records write several
            AddressParser.parse(part).toOptional().ifPresent(address -> add(login.userId(), address, login.time()));
        }
    }

    private void add(String userId, IpAddress address, long time) {
        CidrBlock around = SeenNetwork.around(address);
        if ((seen.size() >= MOST_REMEMBERED && !seen.containsKey(around))
                || (addresses.size() >= MOST_ADDRESSES && !addresses.contains(address))) {
            complete = false;
            return;
        }
        addresses.add(address);
        seen.computeIfAbsent(around, fresh -> new SeenNetwork(address)).add(userId, address, time);
    }

    private Network shown(SeenNetwork network) {
        AddressSet block = AddressSet.of(List.of(network.block()));
        AddressSet entered = block.intersection(anybody);
        String allowed = entered.isEmpty() ? "none" : entered.equals(block) ? "all" : "some";
        return new Network(
                network.block().toString(),
                network.users(),
                network.logins(),
                time(network.firstSeen()),
                time(network.lastSeen()),
                allowed);
    }

    private List<Unused> unused() {
        Stream<Unused> everyone = policy.ip().subscriber().stream().map(list -> unused("everyone", "", list));
        Stream<Unused> roles = policy.ip().roles().byRole().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(role -> unused("role", role.getKey(), role.getValue()));
        Stream<Unused> groups = policy.ip().groups().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(group -> unused("ip-group", group.getKey(), group.getValue()));
        return Stream.of(everyone, roles, groups)
                .flatMap(lists -> lists)
                .filter(list -> !list.entries().isEmpty())
                .toList();
    }

    /** Groups are looked at by themselves, so that an entry that names one is none. */
    private Unused unused(String subject, String name, Allowlist list) {
        return new Unused(
                subject,
                name,
                list.entries().stream()
                        .filter(this::isUnused)
                        .limit(MOST_UNUSED)
                        .toList());
    }

    private boolean isUnused(String entry) {
        return RangeParser.parse(entry)
                .toOptional()
                .filter(range -> range instanceof CidrBlock block && !isUsed(block))
                .isPresent();
    }

    private boolean isUsed(CidrBlock block) {
        IpAddress next = addresses.ceiling(block.first());
        return next != null && block.contains(next);
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
