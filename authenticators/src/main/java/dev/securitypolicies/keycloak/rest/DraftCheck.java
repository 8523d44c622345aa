package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.keycloak.representation.CheckRepresentation;
import dev.securitypolicies.keycloak.representation.CheckRepresentation.LockOut;
import dev.securitypolicies.keycloak.representation.ProblemRepresentation;
import java.util.List;

/** Looks at a policy before it is saved, with the code that looks at a saved one. */
final class DraftCheck {

    private final AdminRequest request;

    DraftCheck(AdminRequest request) {
        this.request = request;
    }

    /**
     * What there is to say of it.
     *
     * @param withPeople whether users, groups and service accounts are looked at, which takes longer than a key press
     */
    CheckRepresentation answer(Draft draft, boolean withPeople) {
        if (!draft.problems().isEmpty()) {
            return new CheckRepresentation(ProblemRepresentation.of(draft.problems()), List.of(), List.of());
        }
        return new CheckRepresentation(
                List.of(),
                new PolicyFindings(request).of(draft.attributes(), draft.decoded(), withPeople),
                new LockOutGuard(request, draft.decoded().policy())
                        .findings().stream()
                                .map(found -> new LockOut(found.code(), found.message()))
                                .toList());
    }
}
