package dev.securitypolicies.keycloak.insight;

import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.ip.AddressParser;
import dev.securitypolicies.keycloak.representation.ImpactRepresentation.LoginImpact;
import dev.securitypolicies.keycloak.representation.ImpactRepresentation.NetworkHit;
import dev.securitypolicies.keycloak.representation.ImpactRepresentation.UserHit;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Counts what becomes of logins, and remembers whom and which networks it hits; in memory there are users and networks, and never logins. */
final class LoginTally {

    private static final int MOST_SHOWN = 20;
    private static final int MOST_REMEMBERED = 10_000;

    private final Set<String> users = new HashSet<>();
    private final Map<String, Hit> hits = new HashMap<>();
    private final Map<String, Network> networks = new HashMap<>();
    private long considered;
    private long refused;
    private long losing;
    private long gaining;

    /** What happens to one user. */
    private static final class Hit {
        private final String name;
        private long logins;
        private boolean refused;
        private String address = "";
        private String client = "";
        private long lastSeen;
        private @Nullable Reason reason;
        private final Set<String> lost = new TreeSet<>();

        Hit(String name) {
            this.name = name;
        }
    }

    /** Where refused logins came from. */
    private static final class Network {
        private long logins;
        private final Set<String> users = new HashSet<>();
    }

    void add(String userId, String name, String address, String client, long time, Compared compared) {
        considered++;
        users.add(userId);
        boolean isRefused = compared.refused().isPresent();
        boolean loses = !compared.lost().isEmpty();
        refused += isRefused ? 1 : 0;
        losing += loses ? 1 : 0;
        gaining += compared.letIn() || !compared.gained().isEmpty() ? 1 : 0;
        if (isRefused || loses) {
            hit(userId, name, address, client, time, compared);
        }
        if (isRefused) {
            network(address, userId);
        }
    }

    boolean isEmpty() {
        return considered == 0;
    }

    /** The ids of those whose logins have been counted so far. */
    Set<String> users() {
        return Set.copyOf(users);
    }

    private void hit(String userId, String name, String address, String client, long time, Compared compared) {
        Hit hit = hits.computeIfAbsent(userId, fresh -> new Hit(name));
        hit.logins++;
        hit.lost.addAll(compared.lost());
        boolean isRefused = compared.refused().isPresent();
        boolean says = isRefused == hit.refused ? time >= hit.lastSeen : isRefused; // a refusal is the better example
        hit.refused |= isRefused;
        if (says) {
            hit.lastSeen = time;
            hit.address = address;
            hit.client = client;
            hit.reason = compared.refused().orElse(hit.reason);
        }
    }

    private void network(String address, String userId) {
        String block = networkOf(address);
        if (networks.containsKey(block) || networks.size() < MOST_REMEMBERED) {
            Network network = networks.computeIfAbsent(block, fresh -> new Network());
            network.logins++;
            network.users.add(userId);
        }
    }

    private static String networkOf(String text) {
        return AddressParser.parse(text)
                .toOptional()
                .map(address -> SeenNetwork.around(address).toString())
                .orElse(text);
    }

    LoginImpact answer() {
        List<UserHit> worst = hits.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Hit> hit) -> !hit.getValue().refused)
                        .thenComparing(hit -> -hit.getValue().logins)
                        .thenComparing(hit -> hit.getValue().name))
                .limit(MOST_SHOWN)
                .map(hit -> shown(hit.getKey(), hit.getValue()))
                .toList();
        List<NetworkHit> where = networks.entrySet().stream()
                .map(network -> new NetworkHit(
                        network.getKey(),
                        network.getValue().logins,
                        network.getValue().users.size()))
                .sorted(Comparator.comparing(NetworkHit::users)
                        .thenComparing(NetworkHit::logins)
                        .reversed()
                        .thenComparing(NetworkHit::network))
                .limit(MOST_SHOWN)
                .toList();
        int refusedUsers =
                (int) hits.values().stream().filter(hit -> hit.refused).count();
        int losingUsers =
                (int) hits.values().stream().filter(hit -> !hit.lost.isEmpty()).count();
        return new LoginImpact(
                considered, users.size(), refused, refusedUsers, losing, losingUsers, gaining, worst, where);
    }

    private static UserHit shown(String id, Hit hit) {
        return new UserHit(
                id,
                hit.name,
                hit.logins,
                hit.address,
                hit.client,
                Instant.ofEpochMilli(hit.lastSeen).toString(),
                hit.reason == null ? null : hit.reason.code(),
                List.copyOf(hit.lost));
    }
}
