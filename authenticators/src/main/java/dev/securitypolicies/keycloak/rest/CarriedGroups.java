package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.keycloak.representation.EvaluationRepresentation.IpGroup;
import dev.securitypolicies.keycloak.subject.IpGroups;
import dev.securitypolicies.policy.Allowlist;
import dev.securitypolicies.policy.IpPolicy;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.GroupModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Says of each IP group of a user what brings it, and whether an address is in it (R4). */
final class CarriedGroups {

    private final SecurityPolicy policy;
    private final PolicyAddress where;

    CarriedGroups(SecurityPolicy policy, PolicyAddress where) {
        this.policy = policy;
        this.where = where;
    }

    List<IpGroup> of(UserModel user) {
        return new IpGroups(user)
                .sources().entrySet().stream()
                        .map(group -> group(group.getKey(), group.getValue()))
                        .toList();
    }

    private IpGroup group(String name, Optional<GroupModel> source) {
        boolean builtIn = name.equals(IpPolicy.NO_RESTRICTIONS);
        Optional<Allowlist> list = Optional.ofNullable(policy.ip().groups().get(name));
        return new IpGroup(
                name,
                source.map(KeycloakModelUtils::buildGroupPath).orElse(null),
                builtIn || list.isPresent(),
                builtIn || list.filter(found -> where.isIn(found.addresses())).isPresent());
    }
}
