package dev.securitypolicies.keycloak.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What would happen to a user at an address. */
public record EvaluationRepresentation(
        User user,
        String address,
        String mode,
        boolean allowed,

        @JsonPropertyDescription("the reason code of a refusal") @Nullable
        String reason,

        @JsonPropertyDescription("whether the login page shows at all")
        boolean loginPage,

        boolean adminPanel,

        @JsonPropertyDescription("why the user may not administer from there") @Nullable
        String adminReason,

        List<Verdict> roles,
        List<IpGroup> ipGroups,

        @JsonPropertyDescription("the user's organizations that ask something of their members (R17)")
        List<OrganizationVerdict> organizations,

        Mfa mfa,

        @JsonPropertyDescription("whose address counts for the client")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String addressOf) {

    /** Whom it would happen to. */
    public record User(String id, String username) {}

    /** An IP group that counts for the user (R4). */
    public record IpGroup(
            String name,

            @JsonPropertyDescription("the path of the Keycloak group that brings it; absent if it is the user's own")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            String from,

            @JsonPropertyDescription("whether it is defined")
            boolean known,

            @JsonPropertyDescription("whether the address is in it")
            boolean holdsAddress) {}

    /** What becomes of one organization. */
    public record OrganizationVerdict(
            String alias,

            @JsonPropertyDescription("the user exists only as its member")
            boolean managed,

            boolean kept,

            @JsonPropertyDescription("requires a second factor of its members")
            boolean mfaEveryone) {}

    /** What becomes of one role. */
    public record Verdict(
            String role,

            @JsonPropertyDescription(
                    "whether it is mapped to the user or a group of theirs, and not only part of another role")
            boolean direct,

            boolean kept,

            @JsonPropertyDescription("`role NAME`, `subscriber` or `no list`")
            String decidedBy,

            @JsonPropertyDescription("Keycloak's plumbing, which does not count for R3")
            boolean stock) {}

    /** What is asked for beside the password. */
    public record Mfa(
            boolean demanded,

            @JsonPropertyDescription("what demands it") @Nullable
            String because,

            boolean enrolled,
            boolean mayEnrolHere,

            @JsonPropertyDescription("nobody asks for it at this address (R16)")
            boolean exemptHere) {}
}
