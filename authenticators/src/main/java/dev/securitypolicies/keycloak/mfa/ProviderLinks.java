package dev.securitypolicies.keycloak.mfa;

import dev.securitypolicies.decision.LoginKind;
import dev.securitypolicies.keycloak.compat.RequestScope;
import dev.securitypolicies.keycloak.subject.UserAttributes;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.spi.CDI;
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
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.services.resources.admin.AdminRoot;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Links between users and identity providers, and what stood by when they were made. With a stolen password or mailbox somebody
 * can link a provider account of their own to the user: a provider does not vouch through such a link (R8), a login through it
 * is one by local credentials (R6), and from then on the provider could write the user's e-mail (R10).
 */
public final class ProviderLinks {

    private static final RequestScope<Boolean> RENEWED = new RequestScope<>("renewedLink", Boolean.class);

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
        RENEWED.of(key(user, link)).remember(session, true);
        if (isAdmin(session)) {
            UserAttributes.UNPROVEN_PROVIDERS.remove(user, link.getIdentityProvider());
            UserAttributes.LOCAL_PROVIDERS.remove(user, link.getIdentityProvider());
        }
    }

    private static void created(KeycloakSession session, UserModel user, FederatedIdentityModel link) {
        String alias = link.getIdentityProvider();
        if (RENEWED.of(key(user, link)).recall(session).isPresent()) {
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

    /** A link that is removed and made again within one request is the same one: its provider has changed the id. */
    private static String key(UserModel user, FederatedIdentityModel link) {
        return user.getId() + ":" + link.getIdentityProvider();
    }

    /** A new account is its provider's own, and an administrator knows what they do. */
    private static boolean isAddedToAccount(KeycloakSession session) {
        AuthenticationSessionModel login = session.getContext().getAuthenticationSession();
        boolean fresh = login != null
                && Boolean.parseBoolean(login.getAuthNote(AbstractIdentityProvider.BROKER_REGISTERED_NEW_USER));
        boolean inRequest = CDI.current().select(RoutingContext.class).isResolvable(); // and not an import at start
        return !fresh && inRequest && !isAdmin(session);
    }

    private static boolean isAdmin(KeycloakSession session) {
        return session.getContext().getUri().getMatchedResources().stream().anyMatch(AdminRoot.class::isInstance);
    }

    /**
     * What the user who makes a link has shown for it: only that very user's own login or session counts, whoever else is
     * logged in in the same browser.
     */
    private record Linker(boolean performedFactor, LoginKind kind) {

        static Linker of(KeycloakSession session, UserModel user) {
            AuthenticationSessionModel login = session.getContext().getAuthenticationSession();
            Optional<UserSessionModel> begun = Optional.ofNullable(
                            login == null
                                    ? session.getContext().getUserSession()
                                    : new AuthenticationSessionManager(session).getUserSession(login))
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
