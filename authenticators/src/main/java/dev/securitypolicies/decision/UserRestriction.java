package dev.securitypolicies.decision;

import dev.securitypolicies.policy.IpPolicy;
import dev.securitypolicies.policy.IpPolicy.InterfaceUsers;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** R4 and R5: what a user's IP groups add to the restrictions of the realm and the roles. */
final class UserRestriction {

    private UserRestriction() {}

    /** Why the user may not come from the address; empty if they may. */
    static Optional<Reason> refusal(SecurityPolicy policy, Subject subject, PolicyAddress address) {
        IpPolicy ip = policy.ip();
        Set<String> groups = new HashSet<>(subject.ipGroups());
        if (ip.subscriber().isPresent()) {
            groups.remove(IpPolicy.NO_RESTRICTIONS);
        }
        if (groups.isEmpty()) {
            return isMandatory(policy, subject) ? Optional.of(Reason.USER_GROUP_MISSING) : Optional.empty();
        }
        if (groups.contains(IpPolicy.NO_RESTRICTIONS) || isInOneOf(ip, groups, address)) {
            return Optional.empty();
        }
        return Optional.of(address.isUnknown() ? Reason.ADDRESS_UNKNOWN : Reason.USER);
    }

    private static boolean isMandatory(SecurityPolicy policy, Subject subject) {
        boolean interfaceUser = subject.interfaceUser()
                && policy.ip().restrictsLogins()
                && policy.ip().interfaceUsers() == InterfaceUsers.REQUIRED;
        return interfaceUser || (subject.allowPassword() && policy.ssoForced());
    }

    /** A group that does not exist contains no address (R11). */
    private static boolean isInOneOf(IpPolicy ip, Set<String> groups, PolicyAddress address) {
        return address.addresses().stream()
                .allMatch(client -> client.address()
                        .filter(known -> groups.stream()
                                .map(ip.groups()::get)
                                .filter(Objects::nonNull)
                                .anyMatch(group -> group.contains(known)))
                        .isPresent());
    }
}
