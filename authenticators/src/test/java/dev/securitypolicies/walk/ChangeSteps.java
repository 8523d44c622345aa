package dev.securitypolicies.walk;

import dev.securitypolicies.server.Admin;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What administrators change while everybody is at work, on both sides. Tokens that exist keep what they show. */
final class ChangeSteps {

    private static final List<String> GROUPS = List.of("office", "vpn");

    private final Hands hands;

    ChangeSteps(Hands hands) {
        this.hands = hands;
    }

    /** What every walk begins with, whatever the walks before have left. */
    void begin() {
        World.ROLES.forEach(role -> name(role, role));
        World.USERS.forEach(user -> {
            grant(user, Set.copyOf(World.ROLES));
            restrict(user, "");
        });
        policy(0);
    }

    String policy(int which) {
        Random random = new Random(which);
        Model model = hands.model;
        model.subscriber = some(random);
        model.byRole.clear();
        World.ROLES.forEach(role -> {
            if (random.nextInt(3) > 0) {
                model.byRole.put(role, some(random));
            }
        });
        GROUPS.forEach(group -> model.groups.put(group, some(random)));
        String roles = model.byRole.entrySet().stream()
                .map(entry -> member(model.name(entry.getKey()), entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
        String groups = GROUPS.stream()
                .map(group -> member(group, model.groups.getOrDefault(group, Set.of())))
                .collect(Collectors.joining(",", "{", "}"));
        hands.world
                .realm()
                .policy("ip.subscriber", String.join(",", model.subscriber), "ip.roles", roles, "ip.groups", groups);
        return "";
    }

    private static Set<String> some(Random random) {
        Set<String> some = new LinkedHashSet<>();
        some.add(World.ADDRESSES.get(random.nextInt(World.ADDRESSES.size())));
        World.ADDRESSES.forEach(address -> {
            if (random.nextBoolean()) {
                some.add(address);
            }
        });
        return some;
    }

    private static String member(String name, Set<String> addresses) {
        return "\"" + name + "\":" + addresses.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
    }

    /** Gives a user one role, or takes it. */
    String role(String user, int which) {
        String role = World.ROLES.get(which % World.ROLES.size());
        Set<String> roles = new TreeSet<>(hands.model.granted.getOrDefault(user, Set.of()));
        if (!roles.remove(role)) {
            roles.add(role);
        }
        grant(user, roles);
        return "";
    }

    private void grant(String user, Set<String> roles) {
        String mappings = user(user) + "/role-mappings/realm";
        Admin admin = hands.world.realm().admin();
        List<String> all = World.ROLES.stream().map(this::reference).toList();
        Admin.expect(204, admin.call("DELETE", mappings, all.toString()));
        List<String> granted = roles.stream().map(this::reference).toList();
        Admin.expect(204, admin.call("POST", mappings, granted.toString()));
        hands.model.granted.put(user, Set.copyOf(roles));
    }

    private String reference(String role) {
        return "{\"id\":\"" + hands.world.roleIds().get(role) + "\",\"name\":\"" + hands.model.name(role) + "\"}";
    }

    /** A role gets another name: its list follows, and older tokens show a role that is not there any more. */
    String rename(int which) {
        String role = World.ROLES.get(which % World.ROLES.size());
        name(role, which % 2 == 0 ? role : role + which % 5);
        return "";
    }

    private void name(String role, String name) {
        String path =
                hands.world.realm().path("/roles-by-id/" + hands.world.roleIds().get(role));
        Admin.expect(204, hands.world.realm().admin().call("PUT", path, Map.of("name", name)));
        hands.model.names.put(role, name);
    }

    /** Restricts a user to a group of addresses, or lets go of them. */
    String group(String user, int which) {
        restrict(user, which % 3 == 0 ? "" : GROUPS.get(which % 2));
        return "";
    }

    private void restrict(String user, String group) {
        Map<String, List<String>> attributes =
                group.isEmpty() ? Map.of() : Map.of("securityPolicy.ip.groups", List.of(group));
        hands.world.realm().change(user, Map.of("attributes", attributes));
        if (group.isEmpty()) {
            hands.model.groupOf.remove(user);
        } else {
            hands.model.groupOf.put(user, group);
        }
    }

    private String user(String name) {
        return hands.world
                .realm()
                .path("/users/"
                        + hands.world.realm().admin().userId(hands.world.realm().name(), name));
    }
}
