package dev.securitypolicies.keycloak.compat;

import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.keycloak.authorization.protection.ProtectionService;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.docker.DockerEndpoint;
import org.keycloak.protocol.oidc.endpoints.AuthorizationEndpoint;
import org.keycloak.protocol.oidc.endpoints.TokenEndpoint;
import org.keycloak.protocol.oidc.endpoints.TokenIntrospectionEndpoint;
import org.keycloak.protocol.oidc.endpoints.UserInfoEndpoint;
import org.keycloak.protocol.oidc.grants.device.endpoints.DeviceEndpoint;
import org.keycloak.protocol.saml.SamlService;
import org.keycloak.services.clientregistration.ClientRegistrationProvider;
import org.keycloak.services.resources.IdentityBrokerService;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.services.resources.account.AccountRestService;
import org.keycloak.services.resources.admin.AdminRoot;
import org.keycloak.services.resources.admin.AuthenticationManagementResource;

/** The resources of Keycloak that a request can be for, by the type of what was matched: no spelling of a path leads around that. */
public enum KeycloakResource {
    /** The first version of the admin API, and the console. */
    ADMIN(AdminRoot.class),
    TOKEN(TokenEndpoint.class),
    USERINFO(UserInfoEndpoint.class),
    INTROSPECTION(TokenIntrospectionEndpoint.class),
    /** Where an application sends a browser to log in. */
    AUTHORIZATION(AuthorizationEndpoint.class),
    /** The pages of a login and of required actions. */
    LOGIN_ACTIONS(LoginActionsService.class),
    /** Where identity providers are left for and come back from. */
    BROKER(IdentityBrokerService.class),
    SAML(SamlService.class),
    /** Where a device asks for a code. */
    DEVICE(DeviceEndpoint.class),
    DOCKER(DockerEndpoint.class),
    ACCOUNT(AccountRestService.class),
    /** Where applications and owners manage what the authorization services protect (UMA 2.0, federated authorization). */
    PROTECTION(ProtectionService.class),
    /** Dynamic client registration of every kind. */
    CLIENT_REGISTRATION(ClientRegistrationProvider.class),
    /** Authentication flows and what is configured in them. */
    FLOWS(AuthenticationManagementResource.class);

    private final Class<?> type;

    KeycloakResource(Class<?> type) {
        this.type = type;
    }

    Class<?> type() {
        return type;
    }

    /** Whether something that was matched is this resource. */
    public boolean is(Object matched) {
        return type.isInstance(matched);
    }

    /** Whether the request goes through this resource. */
    public boolean isMatched(UriInfo uri) {
        for (Object matched : uri.getMatchedResources()) {
            if (type.isInstance(matched)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the current request goes through this resource. */
    public boolean isMatched(KeycloakSession session) {
        return isMatched(session.getContext().getUri());
    }

    /** Whether the method that answers belongs to this resource. */
    public boolean answers(@Nullable ResourceInfo resource) {
        return resource != null
                && resource.getResourceClass() != null
                && type.isAssignableFrom(resource.getResourceClass());
    }
}
