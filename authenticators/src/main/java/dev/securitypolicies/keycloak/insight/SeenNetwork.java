package dev.securitypolicies.keycloak.insight;

import dev.securitypolicies.ip.CidrBlock;
import dev.securitypolicies.ip.IpAddress;
import java.util.HashSet;
import java.util.Set;

/** What was seen of one network: who logged in from there and when, and the smallest block that holds all their addresses. */
public final class SeenNetwork {

    /** More are counted as this many: nobody widens a list for a network of which it does not hold. */
    private static final int MOST_USERS = 10_000;

    private final Set<String> users = new HashSet<>();
    private long logins;
    private long firstSeen = Long.MAX_VALUE;
    private long lastSeen = Long.MIN_VALUE;
    private IpAddress lowest;
    private IpAddress highest;

    SeenNetwork(IpAddress address) {
        this.lowest = address;
        this.highest = address;
    }

    /** The network that an address belongs to, at the largest. */
    public static CidrBlock around(IpAddress address) {
        return CidrBlock.around(address, address.family().networkBits());
    }

    void add(String userId, IpAddress address, long time) {
        logins++;
        if (users.size() < MOST_USERS) {
            users.add(userId);
        }
        firstSeen = Math.min(firstSeen, time);
        lastSeen = Math.max(lastSeen, time);
        lowest = address.compareTo(lowest) < 0 ? address : lowest;
        highest = address.compareTo(highest) > 0 ? address : highest;
    }

    /** The smallest block with all that was seen. */
    CidrBlock block() {
        int prefix = lowest.family().bits();
        CidrBlock block = CidrBlock.single(lowest);
        while (!block.contains(highest)) {
            block = CidrBlock.around(lowest, --prefix);
        }
        return block;
    }

    int users() {
        return users.size();
    }

    long logins() {
        return logins;
    }

    long firstSeen() {
        return firstSeen;
    }

    long lastSeen() {
        return lastSeen;
    }
}
