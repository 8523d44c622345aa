package dev.securitypolicies.keycloak.mfa;

import dev.securitypolicies.decision.LoginKind;
import dev.securitypolicies.keycloak.compat.BrowserSessions;
import dev.securitypolicies.keycloak.compat.CurrentRequest;
import dev.securitypolicies.keycloak.compat.KeycloakResource;
import dev.securitypolicies.keycloak.compat.LoginRecord;
import dev.securitypolicies.keycloak.compat.RequestScope;
import dev.securitypolicies.keycloak.subject.UserAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.broker.provider.AbstractIdentityProvider;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.FederatedIdentityModel.FederatedIdentityCreatedEvent;
import org.keycloak.models.FederatedIdentityModel.FederatedIdentityRemovedEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Links between users and identity providers, and what stood by when they were made. With a stolen password or mailbox somebody
 * can link a provider account of their own to the user: a provider does not vouch through such a link (R8), a login through it
 * is one by local credentials (R6), and from then on the provider could write the user's e-mail (R10).
 */
public final class ProviderLinks {

    private static final RequestScope<String> RENEWED = new RequestScope<>("renewedLink", String.class);

    private ProviderLinks() {}

    /** Notes on the user how a link was made. */
    public static void onEvent(ProviderEvent event) {
        if (event instanceof FederatedIdentityRemovedEvent removed) {
            removed(removed.getKeycloakSession(), removed.getUser(), removed.getFederatedIdentity());
        } else if (event instanceof FederatedIdentityCreatedEvent created) {
            created(created.getKeycloakSession(), created.getUser(), created.getFederatedIdentity());
        }
    }

    /** Whether the user's link to the provider was made without a factor. */
    static boolean isUnproven(@Nullable UserModel user, String alias) {
        return user != null && UserAttributes.UNPROVEN_PROVIDERS.of(user).contains(alias);
    }

    /** Whether the user's link to the provider was made by a local credential. */
    static boolean isLocal(@Nullable UserModel user, String alias) {
        return user != null && UserAttributes.LOCAL_PROVIDERS.of(user).contains(alias);
    }

    /** A link that an administrator takes away takes its marks with it. */
    private static void removed(KeycloakSession session, UserModel user, FederatedIdentityModel link) {
        RENEWED.of(key(user, link)).remember(session, String.valueOf(link.getUserName()));
        if (isAdmin(session)) {
            UserAttributes.UNPROVEN_PROVIDERS.remove(user, link.getIdentityProvider());
            UserAttributes.LOCAL_PROVIDERS.remove(user, link.getIdentityProvider());
        }
    }

    private static void created(KeycloakSession session, UserModel user, FederatedIdentityModel link) {
        String alias = link.getIdentityProvider();
        if (isRenewed(session, user, link)) {
            return;
        }
        if (isAddedToAccount(session)) {
            keepVerifiedEmail(session, user);
            noteMaker(session, user, alias);
        }
        UserAttributes.EMAIL_WRITERS.add(user, alias);
    }

    private static void noteMaker(KeycloakSession session, UserModel user, String alias) {
        Linker linker = Linker.of(session, user);
        if (!linker.performedFactor()) {
            UserAttributes.UNPROVEN_PROVIDERS.add(user, alias);
        }
        if (linker.kind() == LoginKind.LOCAL) {
            UserAttributes.LOCAL_PROVIDERS.add(user, alias);
        }
    }

    /** What was verified before the link is kept beside it: from now on the provider can write another. */
    private static void keepVerifiedEmail(KeycloakSession session, UserModel user) {
        if (UserAttributes.EMAIL_WRITERS.of(user).isEmpty() && user.isEmailVerified()) {
            VerifiedEmail.keep(session, user);
        }
    }

    /**
     * A link that is removed and made again within one request is the same one if nothing but its id is new: Keycloak does that
     * when a provider has changed its ids. When a user overrides a link it does the same with somebody else's account.
     */
    private static boolean isRenewed(KeycloakSession session, UserModel user, FederatedIdentityModel link) {
        AuthenticationSessionModel login = session.getContext().getAuthenticationSession();
        boolean overridden = login != null
                && (new LoginRecord(login).overridesLink() || new LoginRecord(login).isFirstFromProvider());
        return !overridden
                && RENEWED.of(key(user, link))
                        .recall(session)
                        .filter(String.valueOf(link.getUserName())::equals)
                        .isPresent();
    }

    private static String key(UserModel user, FederatedIdentityModel link) {
        return user.getId() + ":" + link.getIdentityProvider();
    }

    /** A new account is its provider's own, and an administrator knows what they do. */
    private static boolean isAddedToAccount(KeycloakSession session) {
        AuthenticationSessionModel login = session.getContext().getAuthenticationSession();
        boolean fresh = login != null
                && Boolean.parseBoolean(login.getAuthNote(AbstractIdentityProvider.BROKER_REGISTERED_NEW_USER));
        return !fresh && CurrentRequest.isThere() && !isAdmin(session);
    }

    private static boolean isAdmin(KeycloakSession session) {
        return CurrentRequest.isThere() && KeycloakResource.ADMIN.isMatched(session);
    }

    /**
     * What the user who makes a link has shown for it: only that very user's own login or session counts, whoever else is
     * logged in in the same browser.
     */
    private record Linker(boolean performedFactor, LoginKind kind) {

        static Linker of(KeycloakSession session, UserModel user) {
            AuthenticationSessionModel login = session.getContext().getAuthenticationSession();
            Optional<UserSessionModel> begun = (login == null
                            ? Optional.ofNullable(session.getContext().getUserSession())
                            : new BrowserSessions(session).begunBy(login))
                    .filter(found -> user.equals(found.getUser()));
            Optional<LoginEvidence> own = Optional.ofNullable(login)
                    .filter(found -> user.equals(found.getAuthenticatedUser()))
                    .map(LoginEvidence::new);
            Optional<SessionEvidence> earlier = begun.map(found -> SessionEvidence.of(session, found));
            boolean factor = own.filter(evidence -> !evidence.mfa().factors().isEmpty())
                            .isPresent()
                    || earlier.filter(evidence -> !evidence.factors().isEmpty()).isPresent();
            LoginKind kind = earlier.filter(SessionEvidence::passedGate)
                    .map(SessionEvidence::kind)
                    .orElseGet(
                            () -> own.isEmpty() || own.get().showsLocalProof() ? LoginKind.LOCAL : LoginKind.BROKERED);
            return new Linker(factor, kind);
        }
    }
}
