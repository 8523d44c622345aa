package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.decision.Subject;
import dev.securitypolicies.decision.UserRule;
import dev.securitypolicies.keycloak.compat.AttributeHolders;
import dev.securitypolicies.keycloak.representation.PeopleRepresentation;
import dev.securitypolicies.keycloak.representation.PeopleRepresentation.Client;
import dev.securitypolicies.keycloak.representation.PeopleRepresentation.Group;
import dev.securitypolicies.keycloak.representation.PeopleRepresentation.Person;
import dev.securitypolicies.keycloak.representation.PeopleRepresentation.ServiceAccount;
import dev.securitypolicies.keycloak.subject.ClientAllowlist;
import dev.securitypolicies.keycloak.subject.IpGroups;
import dev.securitypolicies.keycloak.subject.Subjects;
import dev.securitypolicies.keycloak.subject.UserAttributes;
import dev.securitypolicies.policy.NetworkList;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Looks up who carries a restriction or an exception of their own (R4 to R6), as far as Keycloak would show them to the caller. */
final class People {

    private static final int MOST = 2_000;
    private static final int MOST_CLIENTS = 10_000;
    private static final List<UserAttributes> DECIDED =
            List.of(UserAttributes.IP_GROUPS, UserAttributes.USER_TYPE, UserAttributes.ALLOW_PASSWORD);

    private final AdminRequest request;
    private final AttributeHolders holders;
    private boolean cut;

    People(AdminRequest request) {
        this.request = request;
        this.holders = new AttributeHolders(request.session(), request.realm());
        this.cut = request.realm().getClientsCount() > MOST_CLIENTS;
    }

    PeopleRepresentation answer() {
        SecurityPolicy policy = request.policies().policy(request.realm()).policy();
        List<Person> users = users().stream()
                .map(user -> person(user, new Subjects(request.session(), request.realm(), policy).of(user)))
                .sorted(Comparator.comparing(Person::username))
                .toList();
        List<Group> groups = groups().map(this::group)
                .sorted(Comparator.comparing(Group::path))
                .toList();
        List<ServiceAccount> accounts = serviceAccounts(policy).toList();
        return new PeopleRepresentation(users, groups, accounts, clients().toList(), !cut);
    }

    /** Clients that somebody can log in through without a browser, and those that have a list already. */
    private Stream<Client> clients() {
        return first(Stream.concat(
                                request.realm()
                                        .getClientsStream(0, MOST_CLIENTS)
                                        .filter(client -> client.isServiceAccountsEnabled()
                                                || client.isDirectAccessGrantsEnabled()),
                                clientsWithList())
                        .distinct()
                        .sorted(Comparator.comparing(ClientModel::getClientId)))
                .filter(seen(request.auth().clients()::canView))
                .map(client -> new Client(
                        client.getId(),
                        client.getClientId(),
                        NetworkList.entries(ClientAllowlist.text(client).orElse("")),
                        client.isServiceAccountsEnabled(),
                        client.isDirectAccessGrantsEnabled()));
    }

    /** Those that have an allowlist. */
    Stream<ClientModel> clientsWithList() {
        return holders.clients(ClientAllowlist.ATTRIBUTE, MOST + 1);
    }

    /** Users who carry something that an admin has decided about them; service accounts are not among them. */
    List<UserModel> users() {
        List<String> names = DECIDED.stream().map(UserAttributes::attribute).toList();
        return first(holders.users(names, MOST + 1))
                .filter(user -> user.getServiceAccountClientLink() == null)
                .filter(seen(request.auth().users()::canView))
                .toList();
    }

    /** Keycloak groups that carry IP groups. */
    Stream<GroupModel> groups() {
        return first(holders.groups(UserAttributes.IP_GROUPS.attribute(), MOST + 1))
                .filter(seen(request.auth().groups()::canView));
    }

    /** The service accounts of all clients that have one, by client id. */
    Stream<ServiceAccount> serviceAccounts(SecurityPolicy policy) {
        Subjects subjects = new Subjects(request.session(), request.realm(), policy);
        return serviceAccountClients()
                .flatMap(client -> Stream.ofNullable(request.session().users().getServiceAccount(client))
                        .map(user -> serviceAccount(client, user, subjects.of(user), policy)));
    }

    /** The users that they are. */
    Stream<UserModel> serviceAccountUsers() {
        return serviceAccountClients()
                .flatMap(client -> Stream.ofNullable(request.session().users().getServiceAccount(client)));
    }

    private Stream<ClientModel> serviceAccountClients() {
        return first(request.realm()
                        .getClientsStream(0, MOST_CLIENTS)
                        .filter(ClientModel::isServiceAccountsEnabled)
                        .sorted(Comparator.comparing(ClientModel::getClientId)))
                .filter(seen(request.auth().clients()::canView));
    }

    private static ServiceAccount serviceAccount(
            ClientModel client, UserModel user, Subject subject, SecurityPolicy policy) {
        return new ServiceAccount(
                user.getId(),
                client.getClientId(),
                subject.ipGroups().stream().sorted().toList(),
                UserRule.lacksGroup(policy, subject));
    }

    /** Whether there are some that the caller was not told of. */
    boolean isCut() {
        return cut;
    }

    private <T> Predicate<T> seen(Predicate<T> mayView) {
        return found -> {
            boolean may = mayView.test(found);
            cut |= !may;
            return may;
        };
    }

    /** As many as are looked at, noting whether there were more. */
    private <T> Stream<T> first(Stream<T> all) {
        List<T> found = all.limit(MOST + 1L).toList();
        cut |= found.size() > MOST;
        return found.stream().limit(MOST);
    }

    int members(GroupModel group) {
        return request.session().users().getUsersCount(request.realm(), Set.of(group.getId()));
    }

    private static Person person(UserModel user, Subject subject) {
        return new Person(
                user.getId(), user.getUsername(), IpGroups.of(user), subject.interfaceUser(), subject.allowPassword());
    }

    private Group group(GroupModel group) {
        return new Group(group.getId(), KeycloakModelUtils.buildGroupPath(group), IpGroups.of(group), members(group));
    }
}
