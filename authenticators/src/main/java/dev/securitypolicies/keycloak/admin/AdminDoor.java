package dev.securitypolicies.keycloak.admin;

import dev.securitypolicies.decision.AccessDecision.Refused;
import dev.securitypolicies.decision.AdminPanelRule;
import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.MfaEvidence;
import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.keycloak.events.DecisionContext;
import dev.securitypolicies.keycloak.events.DecisionEvents;
import dev.securitypolicies.keycloak.events.DecisionMetrics;
import dev.securitypolicies.keycloak.events.Door;
import dev.securitypolicies.keycloak.mfa.CallerFactors;
import dev.securitypolicies.keycloak.mfa.EvidenceNotes;
import dev.securitypolicies.keycloak.mfa.Mfa;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
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
        List<EnforcedDecision> refusals = Stream.concat(panelRulings(), callerRuling().stream())
                .filter(ruling -> ruling.refusal().isPresent())
                .toList();
        Optional<EnforcedDecision> enforced = refusals.stream()
                .filter(ruling -> ruling.enforcedRefusal().isPresent())
                .findFirst();
        if (refusals.isEmpty()) {
            DecisionMetrics.allowed(Door.ADMIN);
        }
        enforced.or(() -> refusals.stream().findFirst()).ifPresent(this::record);
        return enforced.map(ruling ->
                AdminRefusal.response(session, request, ruling.enforcedRefusal().orElseThrow()));
    }

    private Stream<EnforcedDecision> panelRulings() {
        Set<RealmModel> realms = new LinkedHashSet<>(List.of(administered));
        caller.map(AdminCaller::realm).ifPresent(realms::add);
        return realms.stream()
                .flatMap(
                        realm -> AdminPanelRule.refusal(policies.policy(realm).policy(), address)
                                .map(reason -> refusing(realm, reason))
                                .stream());
    }

    /** An access token that was issued elsewhere is no ticket: its user is judged again, at the address of this request. */
    private Optional<EnforcedDecision> callerRuling() {
        return caller.map(known -> {
            EnforcedDecision ruling = policies.rule(known.realm(), known.user(), address);
            boolean lacksAdminRole = ruling.decision().withheld().stream()
                    .anyMatch(role -> known.isAdminRole(administered, role.clientId(), role.name()));
            return ruling.refusal().isEmpty() && lacksAdminRole
                    ? refusing(known.realm(), Reason.ADMIN_ROLE_WITHHELD)
                    : Mfa.withFactor(session, known.realm(), known.user(), evidence(known), ruling);
        });
    }

    /** What the caller's session shows; it goes on, whatever is known of its beginning. */
    private MfaEvidence evidence(AdminCaller known) {
        MfaEvidence evidence = known.session(session)
                .map(EvidenceNotes::of)
                .map(EvidenceNotes::goingOn)
                .orElseGet(() -> new MfaEvidence(MfaEvidence.Origin.SESSION, Set.of(), Optional.empty()));
        CallerFactors.remember(session, evidence.factors());
        return evidence;
    }

    private EnforcedDecision refusing(RealmModel realm, Reason reason) {
        return new EnforcedDecision(new Refused(reason, List.of()), address, policies.enforcement(realm));
    }

    private void record(EnforcedDecision ruling) {
        DecisionContext circumstances = new DecisionContext(
                Door.ADMIN,
                administered,
                caller.map(AdminCaller::user),
                caller.flatMap(AdminCaller::clientId),
                caller.flatMap(AdminCaller::sessionId),
                Optional.of(request.getMethod() + " " + request.getUriInfo().getPath()),
                EventType.LOGIN_ERROR);
        ruling.refusal().ifPresent(reason -> new DecisionEvents(session).refused(circumstances, ruling, reason));
    }
}
