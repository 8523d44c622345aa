package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.decision.AccessSets;
import dev.securitypolicies.decision.Subject;
import dev.securitypolicies.keycloak.representation.StatusRepresentation.Severity;
import dev.securitypolicies.keycloak.subject.Subjects;
import dev.securitypolicies.keycloak.subject.UserAttributes;
import dev.securitypolicies.policy.IpPolicy;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.models.GroupModel;
import org.keycloak.models.UserModel;

/** Users and Keycloak groups whose IP groups keep people out without anybody's meaning it (R4), as far as a bounded look goes. */
final class PeopleFindings {

    private static final int MOST_USERS = 200;
    private static final int MOST_GROUPS = 2_000;

    private final AdminRequest request;
    private final Findings findings;

    PeopleFindings(AdminRequest request, Findings findings) {
        this.request = request;
        this.findings = findings;
    }

    void look(SecurityPolicy policy) {
        request.realm()
                .getGroupsStream()
                .limit(MOST_GROUPS)
                .forEach(group -> unknown(policy, group.getAttributeStream(UserAttributes.IP_GROUPS.attribute()))
                        .forEach(name -> addUnknown(
                                name, "the Keycloak group `" + group.getName() + "` with " + members(group))));
        request.session()
                .users()
                .searchForUserStream(request.realm(), Map.of(), 0, MOST_USERS)
                .forEach(user -> user(policy, user));
    }

    private void user(SecurityPolicy policy, UserModel user) {
        String who = "`" + (request.mayNameUsers() ? user.getUsername() : user.getId()) + "`";
        unknown(policy, user.getAttributeStream(UserAttributes.IP_GROUPS.attribute()))
                .forEach(name -> addUnknown(name, "the user " + who));
        Subject subject = new Subjects(request.realm(), policy).of(user);
        if (!subject.ipGroups().isEmpty() && AccessSets.login(policy, subject).isEmpty()) {
            findings.add(
                    Severity.WARNING,
                    "user-can-never-enter",
                    who + " can come from no address at all",
                    "correct the IP groups of the user, or the lists");
        }
    }

    /** The names that no IP group has; the built-in one is none of them. */
    private static Stream<String> unknown(SecurityPolicy policy, Stream<String> names) {
        Set<String> known = policy.ip().groups().keySet();
        return names.map(String::strip)
                .filter(name -> !name.isEmpty() && !known.contains(name) && !name.equals(IpPolicy.NO_RESTRICTIONS))
                .distinct()
                .sorted();
    }

    private String members(GroupModel group) {
        int count = request.session().users().getUsersCount(request.realm(), Set.of(group.getId()));
        return count + (count == 1 ? " member" : " members");
    }

    private void addUnknown(String name, String who) {
        findings.add(
                Severity.ERROR,
                "unknown-ip-group",
                who + " carries the IP group `" + name + "`, which does not exist",
                "define the group, or correct `" + UserAttributes.IP_GROUPS.attribute()
                        + "` there; a group that does not exist holds no address, and who carries no other is refused");
    }
}
