package dev.securitypolicies.keycloak.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a change of the policy comes to. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImpactRepresentation(
        @JsonPropertyDescription("the exact difference of the addresses; none if no address decides differently")
        List<AccessChange> access,

        @JsonPropertyDescription(
                "the logins of the time in question, decided again; absent without view-events and view-users")
        @Nullable
        LoginImpact logins,

        @JsonPropertyDescription("who would have to have a second factor and has none; absent without view-users")
        @Nullable
        FactorImpact mfa,

        Basis basis) {

    /** Which addresses are let in or shut out. */
    public record AccessChange(
            @JsonPropertyDescription(
                    "`everyone`, `role`, `ip-group`, `interface-users` (without an IP group), `admin-panel`, `enrolment` or `exemption`")
            String subject,

            @JsonPropertyDescription("the role or the IP group; empty for all else")
            String name,

            Addresses gained,
            Addresses lost) {}

    /** A set of addresses. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Addresses(
            @JsonPropertyDescription("the fewest networks that say the same; of very many the first")
            List<String> networks,

            @JsonPropertyDescription("how many networks there are")
            int count,

            @JsonPropertyDescription("how many IPv4 addresses, in digits")
            String ipv4,

            @JsonPropertyDescription("how many IPv6 addresses, in digits")
            String ipv6,

            @JsonPropertyDescription("the networks that are not in the set, where that is the shorter way to say it")
            @Nullable
            List<String> allBut) {}

    /** Logins that would end otherwise. */
    public record LoginImpact(
            long considered,
            int users,

            @JsonPropertyDescription("logins that would be refused, and of how many users")
            long refused,

            int refusedUsers,

            @JsonPropertyDescription("logins that would lose roles, and of how many users")
            long losing,

            int losingUsers,

            @JsonPropertyDescription("logins that would gain roles, or be let in at last")
            long gaining,

            @JsonPropertyDescription("the users who are hit most often")
            List<UserHit> worstUsers,

            @JsonPropertyDescription("the networks that refused logins came from")
            List<NetworkHit> networks) {}

    /** What happens to one user. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record UserHit(
            String id,
            String username,
            long logins,

            @JsonPropertyDescription("from where, the last time")
            String address,

            String client,
            String lastSeen,

            @JsonPropertyDescription("the reason code of a refusal") @Nullable
            String reason,

            @JsonPropertyDescription("the roles that would be withheld")
            List<String> rolesLost) {}

    /** A network from which logins would be refused. */
    public record NetworkHit(String network, long logins, int users) {}

    /** Who is newly covered by required MFA. */
    public record FactorImpact(
            int newlyCovered,

            @JsonPropertyDescription("they would see the enrolment page")
            int withoutFactor,

            @JsonPropertyDescription("some of those without one")
            List<String> examples,

            @JsonPropertyDescription(
                    "some of the clients through which those users can log in with a password alone (direct grants), and no longer could")
            List<String> passwordClients,

            @JsonPropertyDescription("how many users were looked at")
            int lookedAt,

            @JsonPropertyDescription("whether these were all")
            boolean complete) {}

    /** What the answer rests on. */
    public record Basis(
            @JsonPropertyDescription(
                    "`events`; where the realm stores no logins `records` of the pack, with the sessions of all others, or `sessions` alone; or `none`")
            String source,

            String since,
            String until,

            @JsonPropertyDescription("whether everything of that time was looked at")
            boolean complete,

            @JsonPropertyDescription(
                    "logins whose address is only what a forwarding header said, since nothing else is on record")
            long undecidedAddresses,

            @JsonPropertyDescription("logins without an address, or of users who do not exist any more")
            long skipped) {}
}
