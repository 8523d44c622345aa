package dev.securitypolicies.keycloak.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The question of a what-if. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QuestionRepresentation(
        @JsonPropertyDescription("user name or id") String user,
        String address,

        @JsonPropertyDescription("client id") @Nullable String client,

        @JsonPropertyDescription("alias of an organization that the login asks for (R17)") @Nullable
        String organization,

        @JsonPropertyDescription(PolicyRepresentation.MARK) @Nullable
        ObjectNode policy) {

    /** The names of the fields. */
    public static final Set<String> FIELDS = Arrays.stream(QuestionRepresentation.class.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toUnmodifiableSet());
}
