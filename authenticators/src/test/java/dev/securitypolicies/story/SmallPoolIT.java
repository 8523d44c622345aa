package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.server.App;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** R12 under pressure: with fewer connections than requests nobody waits for a second one, and every refusal is accounted for. */
final class SmallPoolIT {

    private static final String INSIDE = "10.15.1.55";
    private static final String OUTSIDE = "67.25.19.198";
    private static final int EACH = 240;

    @Test
    void everyLoginIsAnsweredAndEveryRefusalStored() throws InterruptedException, ExecutionException {
        List<String> options = new ArrayList<>(Servers.BEHIND_PROXY);
        options.add("--db-pool-max-size=8");
        options.add("--http-pool-max-threads=50");
        try (KeycloakNode node = Servers.start(options)) {
            Realm realm = Realm.sample(node, "pool");
            realm.change(Map.of("passwordPolicy", "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)"));
            realm.user("dora", List.of("Participant"), Map.of());
            App app = realm.publicApp();
            for (String user : List.of("chris", "dora")) {
                app.password(user, INSIDE);
            }
            int before = realm.records().size();
            Map<Integer, Integer> statuses = inParallel(app);
            assertThat(statuses).isEqualTo(Map.of(200, EACH, 400, EACH));
            List<String> reasons = new ArrayList<>();
            realm.admin()
                    .get(realm.path("/events?max=1000"))
                    .forEach(event ->
                            reasons.add(event.at("/details/policy_reason").asText()));
            assertThat(reasons.stream().filter("ip-all-roles-withheld"::equals).count())
                    .as("a record for each refusal")
                    .isEqualTo(EACH);
            assertThat(reasons.stream().filter("ip-roles-withheld"::equals).count())
                    .as("and for each session that lost a role, %s before", before)
                    .isGreaterThanOrEqualTo(EACH);
        }
    }

    private static Map<Integer, Integer> inParallel(App app) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(50);
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            answers.add(threads.submit(() -> app.password("chris", OUTSIDE).status()));
            answers.add(threads.submit(() -> app.password("dora", OUTSIDE).status()));
        }
        Map<Integer, Integer> statuses = new TreeMap<>();
        for (Future<Integer> answer : answers) {
            statuses.merge(answer.get(), 1, Integer::sum);
        }
        threads.shutdown();
        return statuses;
    }
}
