package dev.securitypolicies.faults;

import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Servers;
import dev.securitypolicies.server.Servers.NodeStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Two nodes on one database, each with a cable of its own to it and one through which the other node reaches it. */
final class Cluster implements AutoCloseable {

    private final String database = Servers.newDatabase();
    private final List<Cable> toDatabase = new ArrayList<>();
    private final List<Cable> toNode = new CopyOnWriteArrayList<>();
    private final List<KeycloakNode> nodes = new CopyOnWriteArrayList<>();
    private final List<KeycloakNode> ended = new CopyOnWriteArrayList<>();
    private final List<String> more;

    /** Whose nodes are started one like this and one like that, with these options beside the usual. */
    Cluster(NodeStart one, NodeStart other, List<String> more) {
        this.more = more;
        for (NodeStart start : List.of(one, other)) {
            toDatabase.add(Cable.to(Servers.databasePort()));
            nodes.add(start(nodes.size(), start));
        }
    }

    /** Of two nodes with the pack, with these options beside the usual. */
    static Cluster of(List<String> more) {
        return new Cluster(Servers::startNode, Servers::startNode, more);
    }

    private KeycloakNode start(int number, NodeStart start) {
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
        return start.start(database, toDatabase.get(number).port(), options);
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

    /** Lets no file of a node grow beyond so many bytes, or `unlimited`: what it writes then fails as on a full disk. */
    void limitFiles(int number, String bytes) throws InterruptedException {
        String pid = String.valueOf(nodes.get(number).process().pid());
        try {
            Process prlimit = new ProcessBuilder("prlimit", "--pid", pid, "--fsize=" + bytes + ":")
                    .inheritIO()
                    .start();
            if (prlimit.waitFor() != 0) {
                throw new IllegalStateException("prlimit has failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends a node as an operator does. */
    void stop(int number) {
        nodes.get(number).close();
    }

    /** Starts a node with the pack where one has ended. */
    void startAgain(int number) {
        ended.add(nodes.get(number));
        nodes.set(number, start(number, Servers::startNode));
    }

    /** How many refusals of the realm the logs of all nodes tell of, those that have ended as well. */
    long refusalsInLogs(String realm) {
        return Stream.of(nodes, ended)
                .flatMap(List::stream)
                .flatMap(node -> node.log().lines())
                .filter(line -> line.contains("realm `" + realm + "`") && line.contains("policy_reason=ip-nobody"))
                .count();
    }

    /** How many connections the database has of the nodes. */
    int connections() {
        return Servers.number(
                database,
                "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
    }

    /** How many refusals the event store tells of, each by a row of its own or by the count of one. */
    int refusalsOnRecord(String realm) {
        return Servers.number(
                database,
                "select coalesce(sum(coalesce((details_json_long_value::json->>'policy_count')::int, 1)), 0)"
                        + " from event_entity where details_json_long_value like '%ip-nobody%'"
                        + " and realm_id = (select id from realm where name = '" + realm + "')");
    }

    /** Leaves this many seconds for the confirmation of the change that awaits it. */
    void shortenDeadline(String realm, int seconds) {
        Servers.sql(
                database,
                "update component_config set value = (extract(epoch from now())::bigint + " + seconds + ")::text"
                        + " where name = 'deadline' and component_id in (select id from component where realm_id"
                        + " = (select id from realm where name = '" + realm + "'))");
    }

    /** Whether a change of the realm awaits its confirmation, as the database has it now. */
    boolean isPending(String realm) {
        return Servers.number(
                        database,
                        "select count(*) from component_config where name = 'deadline' and component_id in"
                                + " (select id from component where realm_id"
                                + " = (select id from realm where name = '" + realm + "'))")
                > 0;
    }

    /** Whether the list of the realm names this network, as the database has it now. */
    boolean permitsInDatabase(String realm, String network) {
        return isStored(realm, "securityPolicy.ip.subscriber", network);
    }

    /** Whether this is part of the value of an attribute of the realm, as the database has it now. */
    boolean isStored(String realm, String attribute, String part) {
        return Servers.number(
                        database,
                        "select count(*) from realm_attribute where name = '" + attribute + "'"
                                + " and value like '%" + part + "%'"
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
