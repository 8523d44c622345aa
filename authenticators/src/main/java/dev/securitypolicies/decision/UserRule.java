package dev.securitypolicies.decision;

import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.ip.ClientAddress;
import dev.securitypolicies.ip.IpAddress;
import dev.securitypolicies.policy.Allowlist;
import dev.securitypolicies.policy.IpPolicy;
import dev.securitypolicies.policy.IpPolicy.InterfaceUsers;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.Optional;
import java.util.Set;

/** R4 and R5: what a user's IP groups, and the list of a client, add to the restrictions of the realm and the roles. */
public final class UserRule {

    private UserRule() {}

    /** Why the user may not come from the address; empty if they may. */
    static Optional<Reason> refusal(SecurityPolicy policy, Subject subject, PolicyAddress address) {
        IpPolicy ip = policy.ip();
        Optional<Reason> ofClient = ClientRule.refusal(subject.ofClient(), address);
        if (ofClient.isPresent()) {
            return ofClient;
        }
        if (carriesNone(ip, subject)) {
            return isMandatory(policy, subject) ? Optional.of(Reason.USER_GROUP_MISSING) : Optional.empty();
        }
        boolean unrestricted = subject.ipGroups().contains(IpPolicy.NO_RESTRICTIONS);
        boolean ignored = unrestricted && ip.subscriber().isPresent();
        if ((unrestricted && !ignored) || isInGroups(ip, subject.ipGroups(), address)) {
            return Optional.empty();
        }
        return Optional.of(address.isUnknown() ? Reason.ADDRESS_UNKNOWN : Reason.USER);
    }

    /** All addresses that the user's groups and the client's list leave; all of them if there are none and none are needed. */
    static AddressSet allowed(SecurityPolicy policy, Subject subject) {
        return ofGroups(policy, subject).intersection(subject.ofClient().orElse(AddressSet.ALL));
    }

    private static AddressSet ofGroups(SecurityPolicy policy, Subject subject) {
        IpPolicy ip = policy.ip();
        boolean unrestricted = subject.ipGroups().contains(IpPolicy.NO_RESTRICTIONS);
        boolean ignored = unrestricted && ip.subscriber().isPresent();
        if (carriesNone(ip, subject)) {
            return isMandatory(policy, subject) ? AddressSet.NONE : AddressSet.ALL;
        }
        if (unrestricted && !ignored) {
            return AddressSet.ALL;
        }
        AddressSet any = AddressSet.NONE;
        for (String name : subject.ipGroups()) {
            Allowlist group = ip.groups().get(name);
            any = group == null ? any : any.union(group.addresses());
        }
        return any;
    }

    /** Whether the user must carry an IP group and carries none, and is therefore refused from everywhere (R5). */
    public static boolean lacksGroup(SecurityPolicy policy, Subject subject) {
        return carriesNone(policy.ip(), subject) && isMandatory(policy, subject);
    }

    /** The built-in group counts as none beside a list for everyone (R5). */
    private static boolean carriesNone(IpPolicy ip, Subject subject) {
        boolean ignored = subject.ipGroups().contains(IpPolicy.NO_RESTRICTIONS)
                && ip.subscriber().isPresent();
        return subject.ipGroups().size() == (ignored ? 1 : 0);
    }

    private static boolean isMandatory(SecurityPolicy policy, Subject subject) {
        if (standsForGroup(policy, subject)) {
            return false;
        }
        boolean interfaceUser = subject.interfaceUser() && demandsGroups(policy.ip());
        return interfaceUser || (subject.allowPassword() && policy.ssoForced());
    }

    /** Whether service accounts and interface users must carry an IP group. */
    static boolean demandsGroups(IpPolicy ip) {
        return ip.restrictsLogins() && ip.interfaceUsers() == InterfaceUsers.REQUIRED;
    }

    /** The list of a service account's client stands for a group (R5), unless it is wider than that of the realm, so that it restricts nothing. */
    private static boolean standsForGroup(SecurityPolicy policy, Subject subject) {
        Optional<AddressSet> ofRealm = policy.ip().subscriber().map(Allowlist::addresses);
        return subject.ofClient()
                .filter(list -> ofRealm.isEmpty()
                        || ofRealm.get().equals(list)
                        || !ofRealm.get().intersection(list).equals(ofRealm.get()))
                .isPresent();
    }

    /** The groups are a union: each address must be in one of them. */
    private static boolean isInGroups(IpPolicy ip, Set<String> groups, PolicyAddress address) {
        for (ClientAddress client : address.addresses()) {
            if (client.address().isEmpty()
                    || !isInOneOf(ip, groups, client.address().get())) {
                return false;
            }
        }
        return true;
    }

    /** A group that does not exist contains no address (R11), and the built-in one is never defined. */
    private static boolean isInOneOf(IpPolicy ip, Set<String> groups, IpAddress address) {
        for (String name : groups) {
            Allowlist group = ip.groups().get(name);
            if (group != null && group.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
