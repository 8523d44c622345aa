package dev.securitypolicies.keycloak.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.keycloak.representation.ImpactRepresentation.AccessChange;
import dev.securitypolicies.keycloak.representation.StatusRepresentation.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who could do what from where in a time, who decided that, and what was refused. The same records give the same report. */
public record ReportRepresentation(
        String realm,

        @JsonPropertyDescription("the first day, in UTC") String from,

        @JsonPropertyDescription("the last day, in UTC") String to,

        @JsonPropertyDescription("the policy in words, as it was at the end of the last day")
        List<String> policy,

        MatrixRepresentation matrix,

        @JsonPropertyDescription("as it is now") Coverage mfa,

        @JsonPropertyDescription("as they are now") PeopleRepresentation exceptions,

        @JsonPropertyDescription("oldest first") List<Change> changes,

        @JsonPropertyDescription("the most frequent first") List<Refusals> refusals,

        @JsonPropertyDescription("the days on which anything was refused or reported, oldest first")
        List<Day> days,

        @JsonPropertyDescription("absent where it cannot be told") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        List<Period> periods,

        @JsonPropertyDescription("as they are now") List<Finding> findings,

        List<Control> controls,
        Records records) {

    /** Who must have a second factor, and who has one. */
    public record Coverage(
            int users,

            @JsonPropertyDescription("how many must have one")
            int required,

            @JsonPropertyDescription("how many of those have one")
            int requiredWithFactor,

            int withAuthenticatorApp,
            int withPasskey,

            @JsonPropertyDescription("of those who must have one, has none and may still put it off")
            int inGrace,

            int admins,

            @JsonPropertyDescription("the names of the first hundred administrators without one")
            List<String> adminsWithoutFactor,

            @JsonPropertyDescription("whether all users were looked at")
            boolean complete) {}

    /** A change of the policy, of a user, group, client or organization. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Change(
            String time,

            @JsonPropertyDescription("the name where it may be shown, else the id") @Nullable
            String author,

            @Nullable String address,
            @Nullable String door,

            @JsonPropertyDescription("`realm`, or the kind of thing and its id")
            String about,

            @JsonPropertyDescription("the name of the thing") @Nullable
            String name,

            @JsonPropertyDescription("each changed setting with its old and new value") @Nullable
            JsonNode changes,

            @JsonPropertyDescription(
                    "what it did to addresses, exactly; absent where it is none of the realm's, or cannot be rebuilt")
            @Nullable
            List<AccessChange> access) {}

    /** Records that are alike. */
    public record Refusals(
            @JsonPropertyDescription(
                    "`refused`, `reported` without being enforced, or `notice` of withheld roles and the like")
            String kind,

            String reason,
            String door,

            @JsonPropertyDescription("the /24 or /64 around the address; empty where it is not known")
            String network,

            long count,
            String first,
            String last) {}

    /** What was refused on a day, and reported without being enforced. */
    public record Day(@JsonPropertyDescription("in UTC") String day, long refused, long reported) {}

    /** A time in which the policy was not enforced. */
    public record Period(
            @JsonPropertyDescription("`report-only` by the realm's setting, or `break-glass` by records of decisions")
            String mode,

            String since,
            String until) {}

    /** What in this report answers which control. */
    public record Control(String framework, String control, String answeredBy) {}

    /** What the report rests on. */
    public record Records(
            @JsonPropertyDescription("records of decisions") long decisions,

            @JsonPropertyDescription("records of changes") long changes,

            @JsonPropertyDescription("records of logins, by which networks are known")
            long logins,

            @JsonPropertyDescription("SHA-256 over all records of decisions and changes, in hexadecimal digits")
            String sha256,

            @JsonPropertyDescription("the same over those of logins, which expire sooner as a rule")
            String loginsSha256,

            @JsonPropertyDescription("what of the time is not in this report, and why; none if it is whole")
            List<String> gaps,

            @JsonPropertyDescription("whether it is whole") boolean complete) {}
}
