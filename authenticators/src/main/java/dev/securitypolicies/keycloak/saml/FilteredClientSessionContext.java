package dev.securitypolicies.keycloak.saml;

import dev.securitypolicies.decision.Role;
import dev.securitypolicies.keycloak.compat.StockMappers;
import dev.securitypolicies.keycloak.issue.IssueDecision;
import dev.securitypolicies.keycloak.subject.MapperRoles;
import dev.securitypolicies.keycloak.subject.RoleGraphs;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.rar.AuthorizationRequestContext;

/** A client session as the SAML role mappers shall see it: without withheld roles, hardcoded ones included. */
final class FilteredClientSessionContext implements ClientSessionContext {

    private final KeycloakSession session;
    private final ClientSessionContext context;
    private final IssueDecision decision;

    FilteredClientSessionContext(KeycloakSession session, ClientSessionContext context) {
        this.session = session;
        this.context = context;
        this.decision = new SamlDecisions(session).of(context.getClientSession());
    }

    @Override
    public Stream<RoleModel> getRolesStream() {
        return context.getRolesStream().filter(role -> admits(RoleGraphs.role(realm(), role)));
    }

    @Override
    public Stream<ProtocolMapperModel> getProtocolMappersStream() {
        return context.getProtocolMappersStream()
                .filter(mapper -> !StockMappers.SAML_ADDS_ROLE.equals(mapper.getProtocolMapper()) || mayAdd(mapper));
    }

    private boolean mayAdd(ProtocolMapperModel mapper) {
        return admits(MapperRoles.parse(mapper.getConfig().getOrDefault(StockMappers.SAML_ADDS_ROLE_SETTING, "")));
    }

    private boolean admits(Role role) {
        return decision.admits(session, realm(), role);
    }

    private RealmModel realm() {
        return context.getClientSession().getRealm();
    }

    @Override
    public AuthenticatedClientSessionModel getClientSession() {
        return context.getClientSession();
    }

    @Override
    public Set<String> getClientScopeIds() {
        return context.getClientScopeIds();
    }

    @Override
    public Stream<ClientScopeModel> getClientScopesStream() {
        return context.getClientScopesStream();
    }

    @Override
    public boolean isOfflineTokenRequested() {
        return context.isOfflineTokenRequested();
    }

    @Override
    public String getScopeString() {
        return context.getScopeString();
    }

    @Override
    public String getScopeString(boolean ignoreIncludeInTokenScope) {
        return context.getScopeString(ignoreIncludeInTokenScope);
    }

    @Override
    public void setAttribute(String name, Object value) {
        context.setAttribute(name, value);
    }

    @Override
    public <T> T getAttribute(String attribute, Class<T> type) {
        return context.getAttribute(attribute, type);
    }

    @Override
    public AuthorizationRequestContext getAuthorizationRequestContext() {
        return context.getAuthorizationRequestContext();
    }
}
