package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.keycloak.findings.DanglingReferences;
import dev.securitypolicies.keycloak.representation.PendingRepresentation;
import dev.securitypolicies.keycloak.representation.ProblemRepresentation;
import dev.securitypolicies.keycloak.representation.StoredPolicyRepresentation;
import dev.securitypolicies.keycloak.store.PendingChange;
import dev.securitypolicies.keycloak.store.PolicyInForce;
import dev.securitypolicies.policy.AttributeCodec;
import dev.securitypolicies.policy.AttributeCodec.Decoded;
import dev.securitypolicies.policy.PolicyDocument;
import dev.securitypolicies.policy.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The policy as it is stored, with its problems, and with the tag that a save brings along. */
final class PolicyAnswer {

    private final AdminRequest request;

    PolicyAnswer(AdminRequest request) {
        this.request = request;
    }

    private static PendingRepresentation pending(PendingChange change) {
        return new PendingRepresentation(
                Instant.ofEpochSecond(change.deadline()).toString(), change.author());
    }

    Response response() {
        PolicyInForce stored = PolicyInForce.of(request.realm());
        Decoded decoded = AttributeCodec.decode(stored.attributes());
        List<Problem> problems = Stream.concat(
                        decoded.problems().stream(),
                        new DanglingReferences(request.session(), request.realm()).in(stored.attributes()).stream())
                .toList();
        StoredPolicyRepresentation body = new StoredPolicyRepresentation(
                PolicyDocument.write(stored.attributes()),
                ProblemRepresentation.of(problems),
                request.auth().realm().canManageRealm(),
                stored.pending().map(PolicyAnswer::pending).orElse(null));
        return JsonResponses.json(Response.Status.OK, body)
                .header(HttpHeaders.ETAG, stored.tag())
                .build();
    }
}
