package dev.securitypolicies.keycloak.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a request was not carried out. Keycloak's own clients read `errorMessage`. */
public record ErrorRepresentation(
        @JsonPropertyDescription("a stable code") String error,
        String errorMessage,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<ProblemRepresentation> problems) {}
