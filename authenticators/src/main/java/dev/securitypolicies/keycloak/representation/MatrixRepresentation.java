package dev.securitypolicies.keycloak.representation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.securitypolicies.keycloak.representation.ImpactRepresentation.Addresses;
import java.util.List;
import java.util.Locale;

/** Who can enter from where: subjects in rows, parts of the address space in columns. */
public record MatrixRepresentation(
        List<Column> columns,
        List<Row> rows,

        @JsonPropertyDescription("whether these are all groups, lists and roles, and everything was worked out")
        boolean complete) {

    /** How much of a column's addresses a subject may use. */
    public enum Cell {
        ALL,
        SOME,
        NONE,
        /** There are too many ways to hold the role. */
        UNKNOWN;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A part of the address space. */
    public record Column(
            @JsonPropertyDescription(
                    "`ip-group`, `list` of everyone, a role or the admin panel, `network` that people logged in from, or `elsewhere`: all that no other column holds")
            String kind,

            @JsonPropertyDescription("the IP group, the first entries of the list, or the network; empty for elsewhere")
            String name,

            Addresses addresses,

            @JsonPropertyDescription("of a network: how many users logged in from there; else 0")
            int users) {}

    /** What one subject may do. */
    public record Row(
            @JsonPropertyDescription(
                    "`everyone` without a role that has a list, `role`, `service-accounts` as they are today (absent for whoever may not see all), `admin-panel` for whoever has every right in the realm, or the lists of `enrolment` and `exemption`")
            String subject,

            @JsonPropertyDescription("the role; empty for all else")
            String name,

            @JsonPropertyDescription(
                    "`required`, `exempt` for service accounts where others must have one, or `not-required`")
            String secondFactor,

            @JsonPropertyDescription("in the order of the columns")
            List<Cell> cells) {}
}
