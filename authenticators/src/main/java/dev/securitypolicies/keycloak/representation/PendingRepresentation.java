package dev.securitypolicies.keycloak.representation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** A change that is taken back unless it is confirmed. */
public record PendingRepresentation(
        @JsonPropertyDescription("when it is taken back, ISO 8601, in UTC")
        String deadline,

        String author) {}
