package dev.securitypolicies.keycloak.flow;

import dev.securitypolicies.decision.FactorKind;
import dev.securitypolicies.decision.FlowRule;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.AuthenticationFlowResolver;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Which factors the next login like this one will ask for, so that nobody is led into a factor that does not help them. */
public final class AskedFactors {

    private final KeycloakSession session;
    private final RealmModel realm;

    /** The flows of this realm. */
    public AskedFactors(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /**
     * The kinds that are asked for without a condition.
     *
     * @param provider the provider the user came through: then what follows behind it counts; empty for the browser flow
     */
    public Set<FactorKind> of(AuthenticationSessionModel login, Optional<String> provider) {
        Optional<AuthenticationFlowModel> flow = provider.isPresent()
                ? behind(provider.get())
                : Optional.ofNullable(AuthenticationFlowResolver.resolveBrowserFlow(login));
        return flow.map(new FlowReader(session, realm)::read)
                .map(FlowRule::always)
                .orElse(Set.of());
    }

    private Optional<AuthenticationFlowModel> behind(String alias) {
        IdentityProviderModel provider = session.identityProviders().getByAlias(alias);
        return Optional.ofNullable(provider)
                .map(IdentityProviderModel::getPostBrokerLoginFlowId)
                .map(realm::getAuthenticationFlowById);
    }
}
