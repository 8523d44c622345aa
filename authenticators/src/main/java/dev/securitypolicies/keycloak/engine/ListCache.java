package dev.securitypolicies.keycloak.engine;

import dev.securitypolicies.policy.IpPolicy;
import dev.securitypolicies.policy.NetworkList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lists that stand outside of the policy, of organizations and clients, compiled once for as long as the policy whose IP groups they may refer to
 * is in force. It forgets everything when it is full, so that no number of tenants makes it grow.
 */
final class ListCache {

    private static final int MOST_LISTS = 5_000;

    private final Map<String, Entry> byText = new ConcurrentHashMap<>();

    /** The list that the text says, with the groups of this policy. */
    @SuppressWarnings("ReferenceEquality") // the policy is large, and its cache hands out the same one
    NetworkList read(String text, IpPolicy ip) {
        Entry known = byText.get(text);
        if (known != null && known.ip == ip) {
            return known.list;
        }
        NetworkList list = NetworkList.read(text, ip);
        if (byText.size() >= MOST_LISTS) {
            byText.clear();
        }
        byText.put(text, new Entry(ip, list));
        return list;
    }

    private record Entry(IpPolicy ip, NetworkList list) {}
}
