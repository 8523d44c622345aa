package dev.securitypolicies.keycloak.token;

import dev.securitypolicies.decision.Role;
import dev.securitypolicies.keycloak.issue.KeptRoles;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.ProtocolMapper;
import org.keycloak.protocol.oid4vc.issuance.mappers.OID4VCTargetRoleMapper;
import org.keycloak.representations.AccessToken;

/**
 * The mapper of roles into verifiable credentials under its own id: a credential is made from the presented token, and carries
 * no role that the token's bearer may not use from where it comes from and where it is presented (R15).
 */
public final class PolicyTargetRoleMapper extends OID4VCTargetRoleMapper {

    private static final String NAMES = "names";
    private static final String TARGET = "target";

    private final @Nullable KeycloakSession session;

    /** For Keycloak's factory. */
    public PolicyTargetRoleMapper() {
        this(null);
    }

    private PolicyTargetRoleMapper(@Nullable KeycloakSession session) {
        this.session = session;
    }

    @Override
    public ProtocolMapper create(KeycloakSession session) {
        return new PolicyTargetRoleMapper(session);
    }

    @Override
    public void setClaim(Map<String, Object> claims, UserSessionModel userSession) {
        if (session == null || !KeptRoles.count(session, userSession.getRealm())) {
            super.setClaim(claims, userSession);
            return;
        }
        Map<String, Object> own = new HashMap<>();
        super.setClaim(own, userSession);
        own.forEach((claim, roles) -> {
            Set<Object> kept = kept(session, userSession.getRealm(), roles);
            if (!kept.isEmpty()) {
                claims.merge(claim, kept, PolicyTargetRoleMapper::union);
            }
        });
    }

    /** Without a token there is nothing that a credential could be made from. */
    private static Set<Object> kept(KeycloakSession session, RealmModel realm, Object targets) {
        Set<Object> kept = new HashSet<>();
        if (targets instanceof Collection<?> all
                && session.getContext().getBearerToken() instanceof AccessToken token) {
            KeptRoles roles = KeptRoles.of(session, realm, token);
            all.forEach(target -> kept(roles, target).ifPresent(kept::add));
        }
        return kept;
    }

    /** The roles of one client that are left; empty if none is. */
    private static Optional<Object> kept(KeptRoles roles, Object target) {
        if (!(target instanceof Map<?, ?> ofClient) || !(ofClient.get(NAMES) instanceof Collection<?> names)) {
            return Optional.empty();
        }
        String client = String.valueOf(ofClient.get(TARGET));
        Set<String> left = names.stream()
                .map(String::valueOf)
                .filter(name -> roles.contain(Role.named(Optional.of(client), name)))
                .collect(Collectors.toSet());
        return left.isEmpty() ? Optional.empty() : Optional.of(Map.of(NAMES, left, TARGET, client));
    }

    /** As the stock mapper does: a claim of another shape stays as it is. */
    private static Object union(Object before, Object more) {
        if (before instanceof Set<?> some && more instanceof Set<?> others) {
            Set<Object> all = new HashSet<>(some);
            all.addAll(others);
            return all;
        }
        return before;
    }
}
