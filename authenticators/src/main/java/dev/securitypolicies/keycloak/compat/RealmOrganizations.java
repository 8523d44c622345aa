package dev.securitypolicies.keycloak.compat;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.authorization.fgap.AdminPermissionsSchema;
import org.keycloak.common.Profile;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.OrganizationModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.organization.OrganizationProvider;
import org.keycloak.organization.protocol.mappers.oidc.OrganizationScope;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The organizations of a realm. Keycloak looks them up in the realm of the request, and shows an administrator only those that they may
 * see: here they are those of this realm, whoever is asking.
 */
public final class RealmOrganizations {

    private final KeycloakSession session;
    private final RealmModel realm;

    /** Those of a realm. */
    public RealmOrganizations(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** Whether the realm has any, and uses them. */
    public boolean areThere() {
        return Profile.isFeatureEnabled(Profile.Feature.ORGANIZATION)
                && realm.isOrganizationsEnabled()
                && here(provider()::hasOrganizations);
    }

    /** Those that the user belongs to, whether or not they are enabled. */
    public List<OrganizationModel> of(UserModel user) {
        return areThere()
                ? here(() ->
                        provider().getByMember(user).filter(Objects::nonNull).toList())
                : List.of();
    }

    /** Whether the user exists only as a member of the organization. */
    public boolean manages(OrganizationModel organization, UserModel user) {
        // whoever asks for the membership first finds the answer to the second question in the cache
        return here(() -> organization.isMember(user) && organization.isManaged(user));
    }

    /** One of them; empty if there is none with this id, or if it is another realm's. */
    public Optional<OrganizationModel> byId(String id) {
        if (!areThere()) {
            return Optional.empty();
        }
        try {
            return here(() -> Optional.ofNullable(provider().getById(id)));
        } catch (ModelException e) {
            return Optional.empty(); // so Keycloak says that it belongs to another realm
        }
    }

    /** Asks something in this realm: what Keycloak knows of an organization it loads when it is asked, in the realm of the request. */
    public <T> T inRealm(Supplier<T> question) {
        return here(question);
    }

    /** The ids of those that a login asks for: by alias, or by a choice at the page. Who asks for all asks for none in particular. */
    public Set<String> asked(AuthenticationSessionModel login) {
        return asked(
                login.getAuthenticatedUser(),
                login.getClientNote(OIDCLoginProtocol.SCOPE_PARAM),
                login.getClientNote(OrganizationModel.ORGANIZATION_ATTRIBUTE));
    }

    /** The ids of those that the login of a client asked for. */
    public Set<String> asked(AuthenticatedClientSessionModel login) {
        return asked(
                login.getUserSession().getUser(),
                login.getNote(OIDCLoginProtocol.SCOPE_PARAM),
                login.getNote(OrganizationModel.ORGANIZATION_ATTRIBUTE));
    }

    /** Those that a scope parameter grants to a user. */
    public List<OrganizationModel> granted(UserModel user, @Nullable String scopes) {
        OrganizationScope scope =
                scopes == null || !areThere() ? null : OrganizationScope.valueOfScope(session, scopes);
        return scope == null
                ? List.of()
                : here(() -> scope.resolveOrganizations(user, scopes, session).toList());
    }

    private Set<String> asked(UserModel user, @Nullable String scopes, @Nullable String chosen) {
        if (scopes == null || !areThere()) {
            return Set.of();
        }
        OrganizationScope scope = OrganizationScope.valueOfScope(session, scopes);
        if (scope == null) {
            return Set.of();
        }
        return switch (scope) {
            case ALL -> Set.of();
            case SPECIFIC ->
                ids(here(() -> scope.resolveOrganizations(user, scopes, session).toList()));
            case ANY -> chosen == null ? theOnly(user) : Set.of(chosen);
        };
    }

    /** Who belongs to one has no choice, and is not asked. */
    private Set<String> theOnly(UserModel user) {
        Set<String> enabled =
                ids(of(user).stream().filter(OrganizationModel::isEnabled).toList());
        return enabled.size() == 1 ? enabled : Set.of();
    }

    private static Set<String> ids(List<OrganizationModel> organizations) {
        return organizations.stream().map(OrganizationModel::getId).collect(Collectors.toSet());
    }

    private OrganizationProvider provider() {
        return session.getProvider(OrganizationProvider.class);
    }

    private <T> T here(Supplier<T> question) {
        RealmModel before = session.getContext().getRealm();
        boolean elsewhere = !realm.equals(before);
        if (elsewhere) {
            session.getContext().setRealm(realm);
        }
        try {
            return AdminPermissionsSchema.runWithoutAuthorization(session, question);
        } finally {
            if (elsewhere) {
                session.getContext().setRealm(before);
            }
        }
    }
}
