package dev.securitypolicies.decision;

import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.policy.Subscriber;

/**
 * That a user belongs to an organization (R17).
 *
 * @param id what tells the organization from every other one
 * @param alias its name in scopes and claims
 * @param managed whether the user exists only as its member, so that they can go nowhere without it
 * @param organization what the organization asks of its members
 */
public record Membership(String id, String alias, boolean managed, Subscriber organization) {

    /** Whether the organization leaves itself to its members at this address; of several, each must be in its list. */
    public boolean isKept(PolicyAddress address) {
        return organization.addresses().map(address::isIn).orElse(true);
    }

    /** From where the membership lets the user log in at all. */
    AddressSet login() {
        return managed ? organization.addresses().orElse(AddressSet.ALL) : AddressSet.ALL;
    }
}
