package dev.securitypolicies.keycloak.report;

import dev.securitypolicies.keycloak.representation.PeopleRepresentation;
import dev.securitypolicies.keycloak.representation.PeopleRepresentation.Person;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who carries a restriction or an exception of their own, as tables. */
final class ExceptionSheets {

    private ExceptionSheets() {}

    static List<Sheet> of(PeopleRepresentation people) {
        String note = people.complete() ? "As they are now." : "As they are now; not all of them.";
        return List.of(
                new Sheet(
                        "Users with rules of their own",
                        note,
                        List.of("user", "IP groups", "exceptions"),
                        people.users().stream()
                                .map(user ->
                                        List.of(user.username(), String.join(", ", user.ipGroups()), exceptions(user)))
                                .toList()),
                new Sheet(
                        "Groups with IP groups",
                        note,
                        List.of("group", "IP groups", "direct members"),
                        people.groups().stream()
                                .map(group -> List.of(
                                        group.path(),
                                        String.join(", ", group.ipGroups()),
                                        String.valueOf(group.members())))
                                .toList()),
                new Sheet(
                        "Service accounts",
                        note,
                        List.of("client", "IP groups", "list of the client", "state"),
                        people.serviceAccounts().stream()
                                .map(account -> List.of(
                                        account.clientId(),
                                        String.join(", ", account.ipGroups()),
                                        addresses(people, account.clientId()),
                                        account.lacksGroup() ? "refused from everywhere, for want of an IP group" : ""))
                                .toList()));
    }

    private static String exceptions(Person user) {
        return Stream.of(
                        user.interfaceUser() ? "interface user" : "",
                        user.allowPassword() ? "may use a password under forced SSO" : "")
                .filter(exception -> !exception.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String addresses(PeopleRepresentation people, String clientId) {
        return people.clients().stream()
                .filter(client -> client.clientId().equals(clientId))
                .flatMap(client -> client.addresses().stream())
                .collect(Collectors.joining(", "));
    }
}
