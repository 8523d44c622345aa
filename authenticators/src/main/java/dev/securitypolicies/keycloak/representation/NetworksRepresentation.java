package dev.securitypolicies.keycloak.representation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** From where people log in, and what of the lists nobody uses. */
public record NetworksRepresentation(
        @JsonPropertyDescription("those with most users first, at most 200")
        List<Network> networks,

        @JsonPropertyDescription(
                "entries of lists from which nobody logged in; a suggestion to look, never to remove by itself")
        List<Unused> unused,

        String since,
        String until,

        @JsonPropertyDescription("whether every stored login of that time was looked at")
        boolean complete) {

    /** The smallest block with all addresses that were seen of a network; at most a /24 or a /64. */
    public record Network(
            String network,
            int users,
            long logins,
            String firstSeen,
            String lastSeen,

            @JsonPropertyDescription(
                    "`all`, `some` or `none` of its addresses are such that anybody may log in from them")
            String allowed) {}

    /** The entries of a list that no login came from. */
    public record Unused(
            @JsonPropertyDescription("`everyone`, `role` or `ip-group`")
            String subject,

            String name,
            List<String> entries) {}
}
