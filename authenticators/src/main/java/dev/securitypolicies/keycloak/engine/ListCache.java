package dev.securitypolicies.keycloak.engine;

import dev.securitypolicies.policy.IpPolicy;
import dev.securitypolicies.policy.NetworkList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lists that stand outside of the policy, of organizations and clients, compiled once for as long as the policy is in force whose IP groups they may refer
 * to. Each realm has its own, so that no tenant of one makes another wait.
 */
final class ListCache {

    /** With more, all are forgotten: who changes theirs all the time must not leave the others without. */
    private static final int MOST_LISTS = 2_000;

    /** A short list can name a large group: with more ranges in all lists of a realm, all are forgotten as well. */
    private static final int MOST_RANGES = 500_000;

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

    private record OfRealm(IpPolicy ip, Map<String, NetworkList> byText, AtomicLong ranges) {

        OfRealm(IpPolicy ip) {
            this(ip, new ConcurrentHashMap<>(), new AtomicLong());
        }

        @SuppressWarnings("ReferenceEquality") // the policy is large, and its cache hands out the same one
        boolean isFor(IpPolicy other) {
            return ip == other;
        }

        NetworkList read(String text) {
            if (!NetworkList.isShort(text)) {
                return NetworkList.read(text, ip);
            }
            NetworkList known = byText.get(text);
            return known == null ? keep(text, NetworkList.read(text, ip)) : known;
        }

        private NetworkList keep(String text, NetworkList list) {
            long more = ownRanges(list);
            if (byText.size() >= MOST_LISTS || ranges.get() + more > MOST_RANGES) {
                byText.clear();
                ranges.set(0);
            }
            ranges.addAndGet(more);
            byText.put(text, list);
            return list;
        }

        /** A list that is a group of the policy alone shares its addresses. */
        @SuppressWarnings("ReferenceEquality")
        private long ownRanges(NetworkList list) {
            boolean shared = ip.groups().values().stream().anyMatch(group -> group.addresses() == list.addresses());
            return shared ? 0 : list.addresses().countRanges();
        }
    }
}
