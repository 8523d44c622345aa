package dev.securitypolicies.keycloak.events;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.events.Event;

/**
 * What this node has seen of logins, and has still to put on record: of one user, address, client and day once. Both are bounded, and a realm has no more
 * than its share of what waits: what does not fit is seen again with the next login.
 */
final class SeenLogins {

    private static final int MOST_KNOWN = 20_000;

    private final int mostWaiting;
    private final Map<Key, Boolean> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Boolean> eldest) {
            return size() > MOST_KNOWN;
        }
    };
    private final List<Event> waiting = new ArrayList<>();
    private final Map<String, Integer> waitingOfRealm = new HashMap<>();

    /** With so many that may wait for a realm. */
    SeenLogins(int mostWaiting) {
        this.mostWaiting = mostWaiting;
    }

    /**
     * What is recorded once.
     *
     * @param realm the id of the realm
     * @param user the id of the user
     * @param client the client id
     * @param address the address as records have it
     * @param day counted from the epoch, in UTC
     */
    record Key(String realm, String user, String client, String address, long day) {}

    /** Whether this has been seen. */
    synchronized boolean isKnown(Key key) {
        return known.containsKey(key);
    }

    /** Has it recorded, unless it is known. */
    synchronized void add(Key key, Event event) {
        int others = waitingOfRealm.getOrDefault(key.realm(), 0);
        if (others < mostWaiting && known.putIfAbsent(key, true) == null) {
            waitingOfRealm.put(key.realm(), others + 1);
            waiting.add(event);
        }
    }

    /** Takes what is to be recorded. */
    synchronized List<Event> drain() {
        List<Event> due = List.copyOf(waiting);
        waiting.clear();
        waitingOfRealm.clear();
        return due;
    }
}
