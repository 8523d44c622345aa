package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.PromotionRule;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.keycloak.events.Door;
import dev.securitypolicies.keycloak.events.EnforcementPoint;
import dev.securitypolicies.keycloak.mfa.VerifiedEmail;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import dev.securitypolicies.keycloak.subject.UserAttributes;
import dev.securitypolicies.policy.SecurityPolicy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.common.util.Time;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.LDAPConstants;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/** R10: makes a user super admin, once ever, at the first login at which their verified e-mail is listed. */
final class SuperAdmins {

    private final LoginInProgress login;
    private final SecurityPolicyProvider policies;
    private final SecurityPolicy policy;
    private final UserModel user;

    SuperAdmins(LoginInProgress login) {
        this.login = login;
        this.policies = SecurityPolicyProvider.of(login.session());
        this.policy = policies.policy(login.realm()).policy();
        this.user = login.user();
    }

    /** Remembers that a provider could have written the e-mail, since a link to it can be removed again. */
    void noteEmailWriter() {
        if (!login.isSso()) {
            login.evidence().provider().ifPresent(alias -> UserAttributes.EMAIL_WRITERS.add(user, alias));
        }
    }

    /** After the address was accepted and before R8 is judged; tells whether the user has a new role now. */
    boolean promote(EnforcedDecision decision) {
        boolean due = !policy.superAdmin().emails().isEmpty()
                && UserAttributes.SUPER_ADMIN_SINCE.of(user).isEmpty()
                && user.getServiceAccountClientLink() == null
                && isAccepted(decision)
                && isListed();
        return due && grant(decision);
    }

    /** A login that lacks nothing but its factor is accepted as far as R10 goes: the factor is asked for right behind it. */
    private static boolean isAccepted(EnforcedDecision decision) {
        return decision.enforcedRefusal()
                .filter(reason -> reason.kind() != Reason.Kind.FACTOR)
                .isEmpty();
    }

    private boolean isListed() {
        return user.getEmail() != null
                && user.isEmailVerified()
                && PromotionRule.lists(policy.superAdmin(), user.getEmail())
                && PromotionRule.isProven(
                        user.getEmail(),
                        emailWriters(),
                        policy.mfa().trustedIdentityProviders(),
                        new VerifiedEmail(login.session()).of(user));
    }

    /** Whoever could have written the e-mail in Keycloak's place: a linked provider, one linked before, or the user's directory. */
    private Set<String> emailWriters() {
        Stream<String> linked = login.session()
                .users()
                .getFederatedIdentitiesStream(login.realm(), user)
                .map(FederatedIdentityModel::getIdentityProvider);
        Stream<String> noted = UserAttributes.EMAIL_WRITERS.of(user).stream();
        return Stream.of(linked, noted, directory()).flatMap(names -> names).collect(Collectors.toSet());
    }

    private Stream<String> directory() {
        String link = user.getFederationLink();
        ComponentModel component = link == null ? null : login.realm().getComponent(link);
        return component != null && component.get(LDAPConstants.TRUST_EMAIL, false)
                ? Stream.of(component.getName())
                : Stream.of();
    }

    /** Holding the role already counts as well: once an admin takes it away, it stays away. */
    private boolean grant(EnforcedDecision decision) {
        RoleModel role = login.realm().getRole(policy.superAdmin().role());
        if (role == null) {
            record(decision, Reason.SUPER_ADMIN_ROLE_MISSING);
            return false;
        }
        UserAttributes.SUPER_ADMIN_SINCE.set(
                user,
                List.of(Instant.ofEpochMilli(Time.currentTimeMillis())
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString()));
        if (user.hasRole(role)) {
            return false;
        }
        user.grantRole(role);
        policies.forget(user);
        record(decision, Reason.SUPER_ADMIN_PROMOTED);
        return true;
    }

    private void record(EnforcedDecision decision, Reason reason) {
        new EnforcementPoint(login.session())
                .noticed(
                        login.context(Door.GATE),
                        decision,
                        reason,
                        Map.of("policy_role", policy.superAdmin().role()));
    }
}
