package dev.securitypolicies.faults;

import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Servers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Two nodes on one database, each with a cable of its own to it and one through which the other node reaches it. */
final class Cluster implements AutoCloseable {

    private final String database = Servers.newDatabase();
    private final List<Cable> toDatabase = new ArrayList<>();
    private final List<Cable> toNode = new ArrayList<>();
    private final List<KeycloakNode> nodes = new ArrayList<>();
    private final List<String> more;

    /** With these options beside the usual. */
    Cluster(List<String> more) {
        this.more = more;
        for (int i = 0; i < 2; i++) {
            toDatabase.add(Cable.to(Servers.databasePort()));
            nodes.add(start(i));
        }
    }

    private KeycloakNode start(int number) {
        int port = Servers.clusterPort();
        Cable cable = Cable.to(port);
        toNode.add(cable);
        List<String> options = new ArrayList<>(Servers.BEHIND_PROXY);
        options.add("--cache-embedded-network-bind-address=127.0.0.1");
        options.add("--cache-embedded-network-bind-port=" + port);
        options.add("--cache-embedded-network-external-address=127.0.0.1");
        options.add("--cache-embedded-network-external-port=" + cable.port());
        options.add("--db-pool-max-size=20");
        options.addAll(more);
        return Servers.startNode(database, toDatabase.get(number).port(), options);
    }

    KeycloakNode node(int number) {
        return nodes.get(number);
    }

    List<Cable> toDatabase() {
        return toDatabase;
    }

    List<Cable> betweenNodes() {
        return toNode;
    }

    /** Ends a node without a word of warning. */
    void kill(int number) throws InterruptedException {
        ProcessHandle process = nodes.get(number).process();
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Starts a node where one has ended. */
    void startAgain(int number) {
        nodes.set(number, start(number));
    }

    /** How many refusals the event store tells of, each by a row of its own or by the count of one. */
    int refusalsOnRecord(String realm) {
        return Servers.number(
                database,
                "select coalesce(sum(coalesce((details_json_long_value::json->>'policy_count')::int, 1)), 0)"
                        + " from event_entity where details_json_long_value like '%ip-nobody%'"
                        + " and realm_id = (select id from realm where name = '" + realm + "')");
    }

    /** Whether the list of the realm names this network, as the database has it now. */
    boolean permitsInDatabase(String realm, String network) {
        return Servers.number(
                        database,
                        "select count(*) from realm_attribute where name = 'securityPolicy.ip.subscriber'"
                                + " and value like '%" + network + "%'"
                                + " and realm_id = (select id from realm where name = '" + realm + "')")
                > 0;
    }

    @Override
    public void close() throws IOException {
        nodes.forEach(KeycloakNode::close);
        for (Cable cable : toDatabase) {
            cable.close();
        }
        for (Cable cable : toNode) {
            cable.close();
        }
    }
}
