package dev.securitypolicies.keycloak.mfa;

import dev.securitypolicies.decision.LoginKind;
import dev.securitypolicies.keycloak.compat.CurrentRequest;
import dev.securitypolicies.keycloak.compat.KeycloakResource;
import dev.securitypolicies.keycloak.compat.LoginRecord;
import dev.securitypolicies.keycloak.compat.RequestScope;
import dev.securitypolicies.keycloak.subject.UserAttributes;
import org.jspecify.annotations.Nullable;
import org.keycloak.broker.provider.AbstractIdentityProvider;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Notes on a user how a link to an identity provider was made: what the user had shown by then (R6, R8), and that from then on the
 * provider could write the user's e-mail (R10).
 */
final class LinkNotes {

    private static final RequestScope<String> RENEWED = new RequestScope<>("renewedLink", String.class);

    private final KeycloakSession session;
    private final UserModel user;
    private final @Nullable AuthenticationSessionModel login;

    LinkNotes(KeycloakSession session, UserModel user) {
        this.session = session;
        this.user = user;
        this.login = session.getContext().getAuthenticationSession();
    }

    /** A link that an administrator takes away takes its marks with it. */
    void removed(FederatedIdentityModel link) {
        renewed(link).remember(session, String.valueOf(link.getUserName()));
        if (isAdmin()) {
            UserAttributes.UNPROVEN_PROVIDERS.remove(user, link.getIdentityProvider());
            UserAttributes.LOCAL_PROVIDERS.remove(user, link.getIdentityProvider());
        }
    }

    /** A link that was made, unless it is one that was there before. */
    void created(FederatedIdentityModel link) {
        if (isRenewed(link)) {
            return;
        }
        if (isAddedToAccount()) {
            keepVerifiedEmail();
            noteMaker(link.getIdentityProvider());
        }
        UserAttributes.EMAIL_WRITERS.add(user, link.getIdentityProvider());
    }

    private void noteMaker(String alias) {
        Linker linker = Linker.of(session, user);
        if (!linker.performedFactor()) {
            UserAttributes.UNPROVEN_PROVIDERS.add(user, alias);
        }
        if (linker.kind() == LoginKind.LOCAL) {
            UserAttributes.LOCAL_PROVIDERS.add(user, alias);
        }
    }

    /** What was verified before the link is kept beside it: from now on the provider can write another. */
    private void keepVerifiedEmail() {
        if (UserAttributes.EMAIL_WRITERS.of(user).isEmpty() && user.isEmailVerified()) {
            new VerifiedEmail(session).keep(user);
        }
    }

    /**
     * A link that is removed and made again within one request is the same one if nothing but its id is new: Keycloak does that
     * when a provider has changed its ids. When a user overrides a link it does the same with somebody else's account.
     */
    private boolean isRenewed(FederatedIdentityModel link) {
        boolean overridden = login != null
                && (new LoginRecord(login).overridesLink() || new LoginRecord(login).isFirstFromProvider());
        return !overridden
                && renewed(link)
                        .recall(session)
                        .filter(String.valueOf(link.getUserName())::equals)
                        .isPresent();
    }

    private RequestScope<String> renewed(FederatedIdentityModel link) {
        return RENEWED.of(user.getId() + ":" + link.getIdentityProvider());
    }

    /** A new account is its provider's own, and an administrator knows what they do. */
    private boolean isAddedToAccount() {
        boolean fresh = login != null
                && Boolean.parseBoolean(login.getAuthNote(AbstractIdentityProvider.BROKER_REGISTERED_NEW_USER));
        return !fresh && CurrentRequest.isThere() && !isAdmin();
    }

    private boolean isAdmin() {
        return CurrentRequest.isThere() && KeycloakResource.ADMIN.isMatched(session);
    }
}
