package dev.securitypolicies.keycloak.admin;

import dev.securitypolicies.decision.AdminPanelRule;
import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.MfaEvidence;
import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.decision.Step;
import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.keycloak.events.DecisionContext;
import dev.securitypolicies.keycloak.events.Door;
import dev.securitypolicies.keycloak.events.EnforcementPoint;
import dev.securitypolicies.keycloak.mfa.CallerEvidence;
import dev.securitypolicies.keycloak.mfa.SessionEvidence;
import dev.securitypolicies.keycloak.provenance.ClientPins;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import dev.securitypolicies.keycloak.subject.AdministrativeRoles;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Decides about one admin request: the lists of the administered realm and of the caller's own, then the caller's roles. */
final class AdminDoor {

    private final KeycloakSession session;
    private final ContainerRequestContext request;
    private final RealmModel administered;
    private final SecurityPolicyProvider policies;
    private final PolicyAddress address;
    private final Optional<AdminCaller> caller;

    AdminDoor(KeycloakSession session, ContainerRequestContext request) {
        this.session = session;
        this.request = request;
        this.administered = session.getContext().getRealm();
        this.policies = SecurityPolicyProvider.of(session);
        this.address = PolicyAddress.of(policies.clientAddress());
        this.caller = AdminCaller.of(session);
    }

    /** The answer for a refused request; empty if it may go on. Every refusal by the policy is recorded, enforced or not. */
    Optional<Response> refusal() {
        List<EnforcedDecision> decisions =
                Stream.concat(ofPanels(), ofCaller().stream()).toList();
        return new EnforcementPoint(session)
                .enforce(context(), decisions)
                .map(reason ->
                        new AdminRefusal(session, request, caller.map(AdminCaller::user), address).response(reason));
    }

    private Stream<EnforcedDecision> ofPanels() {
        Set<RealmModel> realms = new LinkedHashSet<>(List.of(administered));
        caller.map(AdminCaller::realm).ifPresent(realms::add);
        return realms.stream()
                .flatMap(realm -> AdminPanelRule.refusal(policies.policy(realm).policy(), address)
                        .map(reason -> EnforcedDecision.refusing(reason, address, policies.enforcement(realm)))
                        .stream());
    }

    /** Roles are judged for this request's address; those of the token were judged for another one. */
    private Optional<EnforcedDecision> ofCaller() {
        return caller.map(known -> {
            MfaEvidence evidence = evidence(known);
            new CallerEvidence(session)
                    .remember(evidence, policies.policy(known.realm()).policy().mfa(), grantedTo(known));
            return policies.decide(
                    known.realm(),
                    known.user(),
                    address,
                    new Step.AdminCall(
                            evidence, AdministrativeRoles.over(known.realm(), administered), ofClient(known)));
        });
    }

    /** A token of a direct grant is as good as the client's own. */
    private Optional<AddressSet> ofClient(AdminCaller known) {
        return known.session(session).flatMap(begun -> new ClientPins(session, known.realm()).of(begun));
    }

    /** The client that a session goes by which the caller begins for somebody else; that of another realm has no list here, and none that counts. */
    private Optional<String> grantedTo(AdminCaller known) {
        Optional<String> client = known.session(session)
                .flatMap(begun -> SessionEvidence.of(session, begun).grantedTo())
                .or(() -> Optional.ofNullable(known.user().getServiceAccountClientLink()));
        return known.realm().equals(administered)
                ? client
                : client.filter(
                        id -> new ClientPins(session, known.realm()).ofId(id).isPresent());
    }

    /** What the caller's session shows; it goes on, whatever is known of its beginning. */
    private MfaEvidence evidence(AdminCaller known) {
        return known.session(session)
                .map(found -> SessionEvidence.of(session, found).mfa(found))
                .orElseGet(MfaEvidence::unseen)
                .continued();
    }

    private DecisionContext context() {
        return new DecisionContext(
                Door.ADMIN,
                administered,
                caller.map(AdminCaller::user),
                caller.flatMap(AdminCaller::clientId),
                caller.flatMap(AdminCaller::sessionId),
                Optional.of(request.getMethod() + " " + request.getUriInfo().getPath()),
                EventType.LOGIN_ERROR);
    }
}
