package dev.securitypolicies.keycloak.token;

import dev.securitypolicies.decision.Provenance;
import dev.securitypolicies.decision.Role;
import dev.securitypolicies.keycloak.issue.IssueDecision;
import dev.securitypolicies.keycloak.provenance.ClientMappers;
import dev.securitypolicies.keycloak.provenance.ProvenanceClaim;
import dev.securitypolicies.keycloak.provenance.ProvenanceClaim.Content;
import dev.securitypolicies.keycloak.provenance.ShownRoles;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.token.TokenPostProcessorContext;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.AccessToken.Access;
import org.keycloak.representations.RefreshToken;

/**
 * The finished tokens of a response: the proof that they carry nothing that is withheld, whatever mappers a client has, and the
 * provenance that they take along.
 */
final class IssuedTokens {

    private final KeycloakSession session;
    private final ClientSessionContext context;
    private final RealmModel realm;
    private final IssueDecision decision;
    private final Optional<String> grantType;

    IssuedTokens(
            KeycloakSession session, ClientSessionContext context, IssueDecision decision, Optional<String> grantType) {
        this.session = session;
        this.context = context;
        this.realm = context.getClientSession().getRealm();
        this.decision = decision;
        this.grantType = grantType;
    }

    void finish(TokenPostProcessorContext response) {
        @Nullable AccessToken token = response.accessToken();
        if (token != null) {
            strip(token);
        }
        new LeftOutOrganizations(session, context).finish(response);
        if (decision.enforced().isEnforced() && isRefresh()) {
            dropStalePermissions(response);
        }
        label(token, response.refreshToken());
    }

    private boolean isRefresh() {
        return grantType.filter(OAuth2Constants.REFRESH_TOKEN::equals).isPresent();
    }

    private void strip(AccessToken token) {
        List<Role> withheld = decision.enforced().enforcedWithheld();
        withheld.forEach(role -> RoleAccess.remove(RoleAccess.of(token, role), role));
        if (decision.ceiling().isPresent() && decision.enforced().isEnforced()) {
            Set<String> renamed = renamedRoles().belowCeiling();
            retain("", token.getRealmAccess(), renamed);
            token.getResourceAccess().forEach((client, access) -> retain(client + ".", access, renamed));
        }
        if (!withheld.isEmpty()) {
            Set<String> lost = GrantedScope.lost(withheld, context);
            token.setScope(GrantedScope.without(lost, token.getScope()));
            ResponseScopeFilter.remember(session, lost);
        }
    }

    private RenamedRoles renamedRoles() {
        return new RenamedRoles(
                decision, new ClientMappers(context.getClientSession().getClient()).renames());
    }

    private void retain(String prefix, @Nullable Access access, Set<String> renamed) {
        if (access != null && access.getRoles() != null) {
            access.getRoles()
                    .removeIf(role -> !decision.isBelowCeiling(prefix + role) && !renamed.contains(prefix + role));
        }
    }

    /**
     * Keycloak copies the permissions of a requesting party token when it is refreshed. They were worked out with the roles of
     * then: with other roles withheld, nobody knows which of them still stand.
     */
    private void dropStalePermissions(TokenPostProcessorContext response) {
        @Nullable RefreshToken presented = response.requestRefreshToken();
        boolean stale = presented != null
                && presented.getAuthorization() != null
                && !decision.isSameAsFor(session, realm, presented);
        if (stale) {
            Stream.of(response.accessToken(), response.refreshToken())
                    .filter(Objects::nonNull)
                    .forEach(token -> token.setAuthorization(null));
        }
    }

    /**
     * The roles that bound what is made from the token, where it does not show them itself: a lightweight one shows what it likes,
     * and one whose client renames roles shows names that say nothing.
     */
    private Provenance sealed(AccessToken token, Provenance provenance) {
        RenamedRoles renamed = renamedRoles();
        ShownRoles shown = new ShownRoles(session, token);
        Optional<Set<String>> roles;
        if (shown.isLightweight()) {
            roles = provenance.roles();
        } else if (renamed.areNone()) {
            roles = provenance.addresses().isPresent() ? Optional.empty() : Optional.of(shown.keys());
        } else {
            roles = Optional.of(renamed.meantBy(shown.keys()));
        }
        return new Provenance(provenance.addresses(), roles);
    }

    private void label(@Nullable AccessToken token, @Nullable RefreshToken refreshToken) {
        boolean restricts = IssueDecision.restricts(session, realm);
        ProvenanceClaim claim = new ProvenanceClaim(session, realm);
        String withheld = decision.withheldFingerprint();
        Provenance provenance = decision.ceiling()
                .map(before -> before.then(decision.request()))
                .orElseGet(() -> Provenance.known(decision.request(), Optional.empty()));
        if (token != null) {
            ProvenanceClaim.remove(token);
            if (restricts) {
                claim.write(token, new Content(false, Optional.of(sealed(token, provenance)), withheld));
            }
        }
        if (refreshToken != null) {
            ProvenanceClaim.remove(refreshToken);
            Optional<Provenance> above =
                    isRefresh() ? decision.ceiling() : decision.ceiling().map(unused -> provenance);
            if (restricts || above.isPresent()) {
                claim.write(refreshToken, new Content(above.isEmpty(), above, withheld));
            }
        }
    }
}
