package dev.securitypolicies.keycloak.events;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.keycloak.events.Event;

/**
 * What this node has seen of logins, and has still to put on record: of one user, client, address and day once. A realm has its share of what is known and of
 * what waits, and a user of what is recorded in a day, so that nobody's addresses cost others theirs. What does not fit is seen again with the next login.
 */
final class SeenLogins {

    private static final int MOST_REALMS = 100;

    /** So many wait for a store that does not answer. */
    private static final int MOST_WAITING = 20_000;

    private final int mostOfRealm;
    private final int mostOfUser;
    private final Map<String, OfRealm> realms = bounded(MOST_REALMS);
    private Map<Key, Event> waiting = new LinkedHashMap<>();

    /** With so many logins of a realm that are known, and so many addresses of a user, client and day that are recorded. */
    SeenLogins(int mostOfRealm, int mostOfUser) {
        this.mostOfRealm = mostOfRealm;
        this.mostOfUser = mostOfUser;
    }

    /**
     * What is recorded once.
     *
     * @param realm the id of the realm
     * @param user the id of the user
     * @param client the client id
     * @param network the address as records have it, of IPv6 the network that its user chooses it from
     * @param hour counted from the epoch: so long it is remembered that there is a record, which somebody may clear
     */
    record Key(String realm, String user, String client, String network, long hour) {

        private static final int HOURS = 24;

        /** What tells one record from another; it holds for a day, in UTC. */
        String record() {
            return realm + "\n" + user + "\n" + client + "\n" + network + "\n" + day();
        }

        private long day() {
            return hour / HOURS;
        }

        private String ofUser() {
            return user + "\n" + client + "\n" + day();
        }
    }

    private static final class OfRealm {
        private final Map<Key, Boolean> known;
        private final Map<String, Set<String>> networks;
        private int waiting;

        OfRealm(int most) {
            this.known = bounded(most);
            this.networks = bounded(most);
        }

        boolean knows(Key key, int mostOfUser) {
            Set<String> ofUser = networks.getOrDefault(key.ofUser(), Set.of());
            return known.get(key) != null || (ofUser.size() >= mostOfUser && !ofUser.contains(key.network()));
        }
    }

    /** Whether this has been seen, or is more than is recorded of one user. */
    synchronized boolean isKnown(Key key) {
        OfRealm realm = realms.get(key.realm());
        return realm != null && realm.knows(key, mostOfUser);
    }

    /** Has it recorded, unless it is known. */
    synchronized void add(Key key, Event event) {
        OfRealm realm = realms.computeIfAbsent(key.realm(), fresh -> new OfRealm(mostOfRealm));
        if (realm.knows(key, mostOfUser) || realm.waiting >= mostOfRealm || waiting.size() >= MOST_WAITING) {
            return;
        }
        realm.known.put(key, true);
        realm.networks.computeIfAbsent(key.ofUser(), fresh -> new HashSet<>()).add(key.network());
        realm.waiting++;
        waiting.put(key, event);
    }

    /** Takes what is to be recorded. */
    synchronized Map<Key, Event> drain() {
        Map<Key, Event> due = waiting;
        waiting = new LinkedHashMap<>();
        realms.values().forEach(realm -> realm.waiting = 0);
        return due;
    }

    /** It could not be recorded, and will be with the next login. */
    synchronized void forget(Key key) {
        OfRealm realm = realms.get(key.realm());
        if (realm != null && realm.known.remove(key) != null) {
            realm.networks.getOrDefault(key.ofUser(), new HashSet<>()).remove(key.network());
        }
    }

    private static <K, V> Map<K, V> bounded(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }
}
