package dev.securitypolicies.keycloak.insight;

import dev.securitypolicies.decision.AccessSets;
import dev.securitypolicies.ip.AddressParser;
import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.ip.CidrBlock;
import dev.securitypolicies.ip.IpAddress;
import dev.securitypolicies.keycloak.compat.EventTypes;
import dev.securitypolicies.keycloak.compat.StoredEvents.Stored;
import dev.securitypolicies.keycloak.compat.StoredLogins;
import dev.securitypolicies.keycloak.events.RecordDetails;
import dev.securitypolicies.keycloak.representation.NetworksRepresentation;
import dev.securitypolicies.keycloak.representation.NetworksRepresentation.Network;
import dev.securitypolicies.policy.SecurityPolicy;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.keycloak.common.util.Time;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** From where people really come, by the logins in the event store, and which entries of the lists nobody has used. */
public final class Networks {

    private static final int MOST_SHOWN = 200;
    private static final int MOST_REMEMBERED = 20_000;
    private static final int MOST_ADDRESSES = 200_000;
    private static final long DAY = 86_400_000;

    private final SecurityPolicy policy;
    private final AddressSet anybody;
    private final Map<CidrBlock, SeenNetwork> seen = new HashMap<>();
    private final NavigableSet<IpAddress> addresses = new TreeSet<>();
    private final long deadline;
    private final Consumer<Stored> also;
    private boolean cut;
    private long oldest = Long.MAX_VALUE;

    /**
     * Under a policy.
     *
     * @param deadline until when it may take, in the nanoseconds of {@link System#nanoTime}
     */
    public Networks(SecurityPolicy policy, long deadline) {
        this(policy, deadline, login -> {});
    }

    /** The same, with somebody else who looks at each login that is read. */
    public Networks(SecurityPolicy policy, long deadline, Consumer<Stored> also) {
        this.also = also;
        this.policy = policy;
        this.anybody = AccessSets.anybody(policy.ip());
        this.deadline = deadline;
    }

    /**
     * What was seen between then and then, in milliseconds since the epoch.
     *
     * @param fewest networks with fewer users are left out
     */
    public NetworksRepresentation between(
            KeycloakSession session, RealmModel realm, long since, long until, int fewest) {
        long from = Math.max(since, LoginImpacts.oldestKept(realm, Time.currentTimeMillis()));
        boolean all = new StoredLogins(session).read(realm, from, until, this::add) && !cut;
        // the pack's own records are as old as the pack is here
        all &= EventTypes.isStored(realm, EventType.LOGIN) || oldest <= from + DAY;
        List<Network> networks = seen.values().stream()
                .filter(network -> network.users() >= fewest)
                .sorted(Comparator.comparing(SeenNetwork::users)
                        .thenComparing(SeenNetwork::logins)
                        .reversed()
                        .thenComparing(network -> network.block().first()))
                .limit(MOST_SHOWN)
                .map(this::shown)
                .toList();
        return new NetworksRepresentation(
                networks,
                all ? new UnusedEntries(policy.ip(), addresses).all() : List.of(),
                time(from),
                time(until),
                all);
    }

    /** Whether there were more networks than are remembered. */
    public boolean isCut() {
        return cut;
    }

    private boolean add(List<Stored> logins) {
        logins.forEach(login -> {
            oldest = Math.min(oldest, login.time());
            also.accept(login);
            add(login);
        });
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
            cut = true;
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

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
