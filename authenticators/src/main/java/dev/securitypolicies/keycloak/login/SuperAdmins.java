package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.PromotionRule;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.keycloak.events.DecisionEvents;
import dev.securitypolicies.keycloak.mfa.ProviderLinks;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import dev.securitypolicies.keycloak.subject.UserAttributes;
import dev.securitypolicies.policy.SecurityPolicy;
import dev.securitypolicies.policy.SuperAdminPolicy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.common.util.Time;
import org.keycloak.component.ComponentModel;
import org.keycloak.events.Details;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/** R10: makes a user super admin, once ever, at the first login at which their verified e-mail is listed. */
final class SuperAdmins {

    private static final String TRUST_EMAIL = "trustEmail";

    private SuperAdmins() {}

    /** After the address was accepted and before R8 is judged, so that a new super admin needs a factor at once. */
    static void promote(LoginInProgress login, LoginJudge judge) {
        SecurityPolicyProvider policies = SecurityPolicyProvider.of(login.session());
        SecurityPolicy policy = policies.policy(login.realm()).policy();
        UserModel user = login.user();
        if (policy.superAdmin().emails().isEmpty()
                || user.getFirstAttribute(UserAttributes.SUPER_ADMIN_SINCE) != null
                || !isListed(login, policy)) {
            return;
        }
        EnforcedDecision ruling = judge.address();
        if (ruling.enforcedRefusal().isEmpty()) {
            grant(login, policy.superAdmin(), ruling);
            policies.forget(user);
        }
    }

    /** Remembers who could have declared the e-mail verified, since a link to a provider can be removed again. */
    static void noteVouching(LoginInProgress login) {
        String alias = login.model().getUserSessionNotes().get(Details.IDENTITY_PROVIDER);
        if (alias != null && !login.isSso() && trustsEmail(login, alias)) {
            ProviderLinks.add(login.user(), UserAttributes.EMAIL_VOUCHED_BY, alias);
        }
    }

    private static boolean isListed(LoginInProgress login, SecurityPolicy policy) {
        UserModel user = login.user();
        return user.getEmail() != null
                && user.isEmailVerified()
                && user.getServiceAccountClientLink() == null
                && PromotionRule.lists(policy.superAdmin(), user.getEmail())
                && PromotionRule.relies(vouching(login), policy.mfa().trustedIdentityProviders());
    }

    /** Whoever could have declared the e-mail verified in Keycloak's place: a linked provider, or the directory of the user. */
    private static Set<String> vouching(LoginInProgress login) {
        Stream<String> providers = login.session()
                .users()
                .getFederatedIdentitiesStream(login.realm(), login.user())
                .map(FederatedIdentityModel::getIdentityProvider)
                .filter(alias -> trustsEmail(login, alias));
        Stream<String> noted = login.user().getAttributeStream(UserAttributes.EMAIL_VOUCHED_BY);
        return Stream.of(providers, noted, directory(login))
                .flatMap(names -> names)
                .collect(Collectors.toSet());
    }

    private static boolean trustsEmail(LoginInProgress login, String alias) {
        IdentityProviderModel provider = login.session().identityProviders().getByAlias(alias);
        return provider != null && Boolean.TRUE.equals(provider.isTrustEmail());
    }

    private static Stream<String> directory(LoginInProgress login) {
        String link = login.user().getFederationLink();
        ComponentModel component = link == null ? null : login.realm().getComponent(link);
        return component != null && component.get(TRUST_EMAIL, false) ? Stream.of(component.getName()) : Stream.of();
    }

    /** Holding the role already counts as well: once an admin takes it away, it stays away. */
    private static void grant(LoginInProgress login, SuperAdminPolicy policy, EnforcedDecision ruling) {
        UserModel user = login.user();
        RoleModel role = login.realm().getRole(policy.role());
        DecisionEvents records = new DecisionEvents(login.session());
        Map<String, String> detail = Map.of("policy_role", policy.role());
        if (role == null) {
            records.notice(
                    LoginContext.of(login),
                    ruling.refusedFor(Reason.SUPER_ADMIN_ROLE_MISSING),
                    Reason.SUPER_ADMIN_ROLE_MISSING,
                    detail);
            return;
        }
        user.setSingleAttribute(
                UserAttributes.SUPER_ADMIN_SINCE,
                Instant.ofEpochMilli(Time.currentTimeMillis())
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString());
        if (!user.hasRole(role)) {
            user.grantRole(role);
            records.notice(LoginContext.of(login), ruling, Reason.SUPER_ADMIN_PROMOTED, detail);
        }
    }
}
