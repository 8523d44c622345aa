package dev.securitypolicies.keycloak.step;

import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.keycloak.flow.PackSteps;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import dev.securitypolicies.policy.IpPolicy;
import dev.securitypolicies.policy.NetworkList;
import java.util.Map;
import org.keycloak.authentication.AuthenticationFlowContext;

/**
 * True where the address of the login is in a list, or, negated, where it is not. An unknown address is in no list (R11). Without a list it
 * says nothing, and is false.
 */
final class AddressCondition extends Condition {

    @Override
    public boolean matchCondition(AuthenticationFlowContext context) {
        Map<String, String> settings = settings(context);
        SecurityPolicyProvider policies = SecurityPolicyProvider.of(context.getSession());
        IpPolicy ip = policies.policy(context.getRealm()).policy().ip();
        if (settings.getOrDefault(PackSteps.ADDRESSES, "").isBlank()) {
            return false;
        }
        NetworkList list = NetworkList.read(settings.getOrDefault(PackSteps.ADDRESSES, ""), ip);
        boolean inList = PolicyAddress.of(policies.clientAddress()).isIn(list.addresses());
        return inList != Boolean.parseBoolean(settings.get(PackSteps.NEGATE));
    }

    @Override
    public boolean requiresUser() {
        return false;
    }
}
