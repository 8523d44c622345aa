package dev.securitypolicies.keycloak.mfa;

import dev.securitypolicies.keycloak.subject.UserAttributes;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.spi.CDI;
import java.util.ArrayList;
import java.util.List;
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
 * Links between users and identity providers, and whether a second factor stood by when they were made. Who only has a user's
 * password or mailbox can link an account of their own to the user; a provider does not vouch for the user through such a link.
 */
public final class ProviderLinks {

    private ProviderLinks() {}

    /** Marks a link that somebody adds to an account that exists already, without having performed a factor. */
    public static void onEvent(ProviderEvent event) {
        if (event instanceof FederatedIdentityRemovedEvent removed) {
            removed.getKeycloakSession().setAttribute(key(removed.getUser(), removed.getFederatedIdentity()), true);
        } else if (event instanceof FederatedIdentityCreatedEvent created) {
            KeycloakSession session = created.getKeycloakSession();
            FederatedIdentityModel link = created.getFederatedIdentity();
            boolean renewed = session.getAttribute(key(created.getUser(), link)) != null;
            if (!renewed && isAddedToAccount(session) && !hasFactor(session)) {
                add(created.getUser(), UserAttributes.UNPROVEN_PROVIDERS, link.getIdentityProvider());
            }
        }
    }

    /** A link that is removed and made again within one request is the same one: its provider has changed the id. */
    private static String key(UserModel user, FederatedIdentityModel link) {
        return "securityPolicy.renewedLink:" + user.getId() + ":" + link.getIdentityProvider();
    }

    /** Whether the user's link to the provider was made without a factor. */
    static boolean isUnproven(@Nullable UserModel user, String alias) {
        return user != null
                && user.getAttributeStream(UserAttributes.UNPROVEN_PROVIDERS).anyMatch(alias::equals);
    }

    /** Adds a value to an attribute that keeps several. */
    public static void add(UserModel user, String attribute, String value) {
        List<String> values = new ArrayList<>(user.getAttributeStream(attribute).toList());
        if (!values.contains(value)) {
            values.add(value);
            user.setAttribute(attribute, values);
        }
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

    private static boolean hasFactor(KeycloakSession session) {
        AuthenticationSessionModel login = session.getContext().getAuthenticationSession();
        if (login != null && !EvidenceNotes.of(login).factors().isEmpty()) {
            return true;
        }
        UserSessionModel begun = login == null
                ? session.getContext().getUserSession()
                : new AuthenticationSessionManager(session).getUserSession(login);
        return Optional.ofNullable(begun)
                .filter(found -> !EvidenceNotes.of(found).factors().isEmpty())
                .isPresent();
    }
}
