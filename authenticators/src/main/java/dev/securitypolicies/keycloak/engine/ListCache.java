package dev.securitypolicies.keycloak.engine;

import dev.securitypolicies.policy.IpPolicy;
import dev.securitypolicies.policy.NetworkList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lists that stand outside of the policy, of organizations and clients, compiled once for as long as the policy is in force whose IP groups they may refer
 * to. Each realm has its own, so that no tenant of one makes another wait.
 */
final class ListCache {

    /** With more, all are forgotten: who changes theirs all the time must not leave the others without. */
    private static final int MOST_LISTS = 2_000;

    private final Map<String, OfRealm> byRealm = new ConcurrentHashMap<>();

    /** The list that the text says, with the groups of the policy that is in force in the realm. */
    NetworkList read(String realmId, String text, IpPolicy inForce) {
        OfRealm lists = byRealm.compute(
                realmId, (id, known) -> known != null && known.isFor(inForce) ? known : new OfRealm(inForce));
        return lists.read(text);
    }

    void forget(String realmId) {
        byRealm.remove(realmId);
    }

    private record OfRealm(IpPolicy ip, Map<String, NetworkList> byText) {

        OfRealm(IpPolicy ip) {
            this(ip, new ConcurrentHashMap<>());
        }

        @SuppressWarnings("ReferenceEquality") // the policy is large, and its cache hands out the same one
        boolean isFor(IpPolicy other) {
            return ip == other;
        }

        NetworkList read(String text) {
            if (!NetworkList.isShort(text)) {
                return NetworkList.read(text, ip);
            }
            if (byText.size() >= MOST_LISTS) {
                byText.clear();
            }
            return byText.computeIfAbsent(text, fresh -> NetworkList.read(fresh, ip));
        }
    }
}
