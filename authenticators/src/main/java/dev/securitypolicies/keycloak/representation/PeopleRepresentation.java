package dev.securitypolicies.keycloak.representation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** Who carries a restriction or an exception of their own, and which service accounts there are. */
public record PeopleRepresentation(
        List<Person> users,
        List<Group> groups,
        List<ServiceAccount> serviceAccounts,

        @JsonPropertyDescription("clients that can be used without a browser, or have an allowlist (R4)")
        List<Client> clients,

        @JsonPropertyDescription(
                "whether this is everybody; a realm with very many is shown in part, and to whoever may not see all too")
        boolean complete) {

    /** A user with an attribute of the pack that an admin has set. */
    public record Person(
            String id,
            String username,

            @JsonPropertyDescription("the user's own IP groups, which hide inherited ones (R4)")
            List<String> ipGroups,

            @JsonPropertyDescription("stands for a system (R5)")
            boolean interfaceUser,

            @JsonPropertyDescription("may log in with a password under forced SSO (R6)")
            boolean allowPassword) {}

    /** A Keycloak group with IP groups. */
    public record Group(
            String id,

            @JsonPropertyDescription("from the top, such as /sales/emea")
            String path,

            List<String> ipGroups,

            @JsonPropertyDescription("how many users are members of it directly")
            int members) {}

    /** A client with the allowlist of its service account and its direct grants. */
    public record Client(
            @JsonPropertyDescription("Keycloak's own id") String id,
            String clientId,

            @JsonPropertyDescription("the entries of its allowlist; none: no restriction")
            List<String> addresses,

            boolean serviceAccount,
            boolean directGrants) {}

    /** The service account of a client. */
    public record ServiceAccount(
            @JsonPropertyDescription("of its user") String id,
            String clientId,

            @JsonPropertyDescription("its own, or those of the groups it is in")
            List<String> ipGroups,

            @JsonPropertyDescription("must carry one, carries none, and is refused from everywhere (R5)")
            boolean lacksGroup) {}
}
