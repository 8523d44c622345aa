package dev.securitypolicies.keycloak.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The policy in force, with what is wrong in it. */
public record StoredPolicyRepresentation(
        @JsonPropertyDescription(PolicyRepresentation.MARK) ObjectNode policy,
        List<ProblemRepresentation> problems,

        @JsonPropertyDescription("whether the caller may change it")
        boolean canEdit,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PendingRepresentation pending) {}
