package dev.securitypolicies.cost;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Realm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** The realms that are measured: what their users hold, and what policy they have where there is one. */
enum Load {
    /** No policy. */
    NONE(3),
    /** The worked example of R2. */
    TABLE(3),
    /** 25,000 ranges in 22 lists (the subscriber's, one for each role, one IP group), 20 roles for each user. */
    LARGE(20);

    /** From here every list lets in, so that all roles are kept and tokens are of the same size. */
    static final String ADDRESS = "10.15.1.11";

    static final int USERS = 4;
    private static final int LISTS = 22;
    private static final int RANGES = 25_000;

    private final int roles;

    Load(int roles) {
        this.roles = roles;
    }

    String realm() {
        return "cost-" + name().toLowerCase(Locale.ROOT);
    }

    /** Makes the realm with its users; with its policy if the server knows any. */
    Realm prepare(KeycloakNode node, boolean withPolicy) {
        Realm realm = Realm.sample(node, realm());
        realm.policy();
        for (int role = 3; role < roles; role++) {
            Admin.expect(201, realm.admin().call("POST", realm.path("/roles"), Map.of("name", "role" + role)));
        }
        List<String> held = IntStream.range(0, roles).mapToObj(Load::role).toList();
        Map<String, List<String>> groups =
                withPolicy && this == LARGE ? Map.of("securityPolicy.ip.groups", List.of("offices")) : Map.of();
        for (int user = 0; user < USERS; user++) {
            realm.user("user" + user, held, groups);
        }
        realm.administers("ada", "realm-admin");
        realm.client("backend", Map.of("publicClient", false, "secret", "backend", "serviceAccountsEnabled", true));
        if (withPolicy && this == TABLE) {
            realm.policy(
                    "ip.subscriber", "10.15.1.*",
                    "ip.roles", "{\"Administrator\": [\"10.15.1.10\", \"10.15.1.11\"], \"Mobile\": [\"*\"]}",
                    "ip.groups", "{\"desk\": [\"10.15.1.*\"]}");
        } else if (withPolicy && this == LARGE) {
            realm.policy(large());
        }
        if (withPolicy && this != NONE) {
            serviceAccountGroup(realm);
        }
        return realm;
    }

    private static String role(int number) {
        return switch (number) {
            case 0 -> "Administrator";
            case 1 -> "Mobile";
            case 2 -> "Participant";
            default -> "role" + number;
        };
    }

    /** R5: a service account carries a group; here the built-in one, or the one that the users carry. */
    private void serviceAccountGroup(Realm realm) {
        realm.change(
                "service-account-backend",
                Map.of("attributes", Map.of("securityPolicy.ip.groups", List.of(this == LARGE ? "offices" : "desk"))));
    }

    private static String[] large() {
        Random random = new Random(7);
        ObjectNode byRole = new ObjectMapper().createObjectNode();
        for (int role = 0; role < LISTS - 2; role++) {
            byRole.set(role(role), new ObjectMapper().valueToTree(ranges(random)));
        }
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("offices", ranges(random));
        return new String[] {
            "ip.subscriber", String.join(",", ranges(random)),
            "ip.roles", byRole.toString(),
            "ip.groups", new ObjectMapper().valueToTree(groups).toString()
        };
    }

    private static List<String> ranges(Random random) {
        List<String> ranges = new ArrayList<>(List.of(ADDRESS));
        while (ranges.size() < RANGES / LISTS) {
            ranges.add(random.nextInt(20, 200) + "." + random.nextInt(256) + "." + random.nextInt(256) + ".0/24");
        }
        return ranges;
    }
}
