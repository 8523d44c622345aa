package dev.securitypolicies.keycloak.token;

import dev.securitypolicies.decision.Provenance;
import dev.securitypolicies.decision.Role;
import dev.securitypolicies.decision.RoleDecision;
import dev.securitypolicies.keycloak.issue.IssueDecision;
import dev.securitypolicies.keycloak.provenance.ProvenanceClaim;
import dev.securitypolicies.keycloak.provenance.ProvenanceClaim.Content;
import dev.securitypolicies.keycloak.provenance.ShownRoles;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
            Set<String> renamed = renamedBelowCeiling();
            retain("", token.getRealmAccess(), renamed);
            token.getResourceAccess().forEach((client, access) -> retain(client + ".", access, renamed));
        }
        if (!withheld.isEmpty()) {
            Set<String> lost = GrantedScope.lost(withheld, context);
            token.setScope(GrantedScope.without(lost, token.getScope()));
            ResponseScopeFilter.remember(session, lost);
        }
    }

    /** The names that this client's mappers give to roles that the presented token goes as far as. */
    private Set<String> renamedBelowCeiling() {
        return ShownRoles.renames(context.getClientSession().getClient()).entrySet().stream()
                .filter(rename -> decision.isBelowCeiling(rename.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
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
            if (response.accessToken() != null) {
                response.accessToken().setAuthorization(null);
            }
            if (response.refreshToken() != null) {
                response.refreshToken().setAuthorization(null);
            }
        }
    }

    /**
     * The roles that bound what is made from the token, where it does not show them itself: a lightweight one shows what it likes,
     * and one whose client renames roles shows names that say nothing.
     */
    private Provenance sealed(AccessToken token, Provenance provenance) {
        Optional<Set<String>> roles;
        Map<String, String> renames =
                ShownRoles.renames(context.getClientSession().getClient());
        if (ShownRoles.isLightweight(session, token)) {
            roles = provenance.roles();
        } else if (!renames.isEmpty()) {
            roles = Optional.of(meant(ShownRoles.keys(token), renames));
        } else {
            roles = provenance.addresses().isPresent() ? Optional.empty() : Optional.of(ShownRoles.keys(token));
        }
        return new Provenance(provenance.addresses(), roles);
    }

    /** The roles that are meant by the names in the token, as far as its user has them. */
    private Set<String> meant(Set<String> shown, Map<String, String> renames) {
        Set<String> meant = new HashSet<>(shown);
        meant.removeAll(renames.values());
        Set<String> candidates = new HashSet<>(renames.values());
        renames.forEach((original, renamed) -> {
            if (shown.contains(renamed)) {
                candidates.add(original);
            }
        });
        decision.enforced().decision().roleDecisions().stream()
                .filter(RoleDecision::kept)
                .map(kept -> kept.role().key())
                .filter(decision::isBelowCeiling)
                .filter(key -> candidates.contains(key) && (renames.containsKey(key) || shown.contains(key)))
                .forEach(meant::add);
        return meant;
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
