package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.decision.AccessSets;
import dev.securitypolicies.decision.Subject;
import dev.securitypolicies.keycloak.representation.PeopleRepresentation.ServiceAccount;
import dev.securitypolicies.keycloak.representation.StatusRepresentation.Severity;
import dev.securitypolicies.keycloak.subject.IpGroups;
import dev.securitypolicies.keycloak.subject.Subjects;
import dev.securitypolicies.keycloak.subject.UserAttributes;
import dev.securitypolicies.policy.IpPolicy;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.GroupModel;
import org.keycloak.models.UserModel;

/** Users and Keycloak groups whose IP groups keep people out without anybody's meaning it (R4), and service accounts that are refused (R5). */
final class PeopleFindings {

    private static final int MOST_USERS = 200;
    private static final int MOST_GROUPS = 50;
    private static final int MOST_NAMED = 10;

    private final AdminRequest request;
    private final Findings findings;
    private final People people;

    PeopleFindings(AdminRequest request, Findings findings) {
        this.request = request;
        this.findings = findings;
        this.people = new People(request);
    }

    void look(SecurityPolicy policy) {
        people.groups()
                .limit(MOST_GROUPS)
                .forEach(group -> unknown(policy, IpGroups.of(group))
                        .forEach(name -> addUnknown(
                                "unknown-ip-group-of-group",
                                name,
                                "the Keycloak group `" + group.getName() + "`, with " + members(group)
                                        + ", carries it")));
        Map<String, List<String>> carriers = new TreeMap<>();
        List<String> stuck = new ArrayList<>();
        looked().forEach(user -> {
            String who = request.auth().users().canView(user) ? user.getUsername() : user.getId();
            unknown(policy, IpGroups.of(user))
                    .forEach(name -> carriers.computeIfAbsent(name, fresh -> new ArrayList<>())
                            .add(who));
            if (canNeverEnter(policy, user)) {
                stuck.add(who);
            }
        });
        carriers.forEach((name, users) -> addUnknown(
                "unknown-ip-group",
                name,
                users.size() + (users.size() == 1 ? " user carries it: " : " users carry it: ") + named(users)));
        if (!stuck.isEmpty()) {
            findings.add(
                    Severity.WARNING,
                    "user-can-never-enter",
                    named(stuck) + " can come from no address at all",
                    "correct the IP groups of the user, or the lists");
        }
        serviceAccounts(policy);
    }

    /** Whoever carries something of their own, and some others. */
    private Stream<UserModel> looked() {
        Stream<UserModel> some =
                request.session().users().searchForUserStream(request.realm(), Map.of(), 0, MOST_USERS);
        Map<String, UserModel> looked = new LinkedHashMap<>();
        Stream.concat(people.users().stream(), some).forEach(user -> looked.putIfAbsent(user.getId(), user));
        return looked.values().stream();
    }

    private boolean canNeverEnter(SecurityPolicy policy, UserModel user) {
        Subject subject = new Subjects(request.session(), request.realm(), policy).of(user);
        return !subject.ipGroups().isEmpty()
                && AccessSets.login(policy, subject).isEmpty();
    }

    /** R5: with a list of addresses in force, a service account without a group is refused from everywhere. */
    private void serviceAccounts(SecurityPolicy policy) {
        List<String> refused = people.serviceAccounts(policy)
                .filter(ServiceAccount::lacksGroup)
                .map(ServiceAccount::clientId)
                .toList();
        if (!refused.isEmpty()) {
            findings.add(
                    Severity.WARNING,
                    "service-account-without-group",
                    refused.size() + (refused.size() == 1 ? " service account carries" : " service accounts carry")
                            + " no IP group and may not log in: " + named(refused),
                    "give each an IP group, or let service accounts go without one for a migration");
        }
    }

    private static String named(List<String> all) {
        String names =
                all.stream().limit(MOST_NAMED).map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        return all.size() > MOST_NAMED ? names + ", …" : names;
    }

    /** The names that no IP group has; the built-in one is none of them. */
    private static Stream<String> unknown(SecurityPolicy policy, List<String> names) {
        Set<String> known = policy.ip().groups().keySet();
        return names.stream().filter(name -> !known.contains(name) && !name.equals(IpPolicy.NO_RESTRICTIONS));
    }

    private String members(GroupModel group) {
        int count = people.members(group);
        return count + (count == 1 ? " member" : " members");
    }

    private void addUnknown(String code, String name, String who) {
        findings.add(
                Severity.ERROR,
                code,
                "the IP group `" + name + "` does not exist, and " + who,
                "define the group, or correct `" + UserAttributes.IP_GROUPS.attribute()
                        + "` there; a group that does not exist holds no address, and who carries no other is refused");
    }
}
