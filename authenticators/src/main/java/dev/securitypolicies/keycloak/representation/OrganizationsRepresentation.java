package dev.securitypolicies.keycloak.representation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** What the organizations of a realm ask of their members (R17). */
public record OrganizationsRepresentation(
        @JsonPropertyDescription("whether the realm uses organizations at all")
        boolean enabled,

        List<Organization> organizations,

        @JsonPropertyDescription("whether these are all that match; of very many the first are shown")
        boolean complete) {

    /** One organization. */
    public record Organization(
            String id,
            String alias,
            String name,
            boolean enabled,
            long members,

            @JsonPropertyDescription("the entries of its list; none: no restriction")
            List<String> addresses,

            boolean mfaEveryone,

            @JsonPropertyDescription("what is wrong with the text of its attributes")
            List<ProblemRepresentation> problems,

            @JsonPropertyDescription("whether the caller may change it")
            boolean manageable) {}
}
