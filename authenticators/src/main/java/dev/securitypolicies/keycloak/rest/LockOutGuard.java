package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.decision.AccessDecision;
import dev.securitypolicies.decision.AddressRule;
import dev.securitypolicies.decision.AdminPanelRule;
import dev.securitypolicies.decision.EnrolmentRule;
import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.decision.Role;
import dev.securitypolicies.keycloak.mfa.Factors;
import dev.securitypolicies.keycloak.mfa.Mfa;
import dev.securitypolicies.keycloak.subject.Subjects;
import dev.securitypolicies.policy.SecurityPolicy;
import dev.securitypolicies.policy.SecurityPolicy.Mode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.Config;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/** Looks for lock-outs before a policy is saved: of whoever saves it, and of everybody who could mend it. */
final class LockOutGuard {

    /** Users looked at per role; who administers a realm is a short list. */
    private static final int MOST_USERS = 100;

    private final AdminRequest request;
    private final SecurityPolicy policy;

    LockOutGuard(AdminRequest request, SecurityPolicy policy) {
        this.request = request;
        this.policy = policy;
    }

    /**
     * What the policy would do.
     *
     * @param code the stable code
     * @param message why
     */
    record Finding(String code, String message) {}

    /** The lock-out; empty if there is none, or if nothing is enforced. */
    Optional<Finding> finding() {
        if (policy.mode() == Mode.REPORT_ONLY) {
            return Optional.empty();
        }
        return caller().or(this::everybody);
    }

    private Optional<Finding> caller() {
        PolicyAddress here = PolicyAddress.of(request.policies().clientAddress());
        RealmModel home = request.auth().adminAuth().getRealm();
        if (AdminPanelRule.refusal(policy, here).isPresent()) {
            return Optional.of(new Finding(
                    "lock-out-caller",
                    "your address " + here.text()
                            + " is not in the admin panel's allowlist, so your next request would be refused"));
        }
        if (home.equals(request.realm())
                && !mayAdminister(request.auth().adminAuth().getUser(), here)) {
            return Optional.of(new Finding(
                    "lock-out-caller",
                    "with your address " + here.text()
                            + " you would be refused or lose an admin role, so your next request would fail"));
        }
        if (home.equals(request.realm())
                && couldNotEnrol(request.auth().adminAuth().getUser(), here)) {
            return Optional.of(new Finding(
                    "lock-out-caller",
                    "you would need a second factor, have none, and could not set one up from your address "
                            + here.text()));
        }
        return Optional.empty();
    }

    private boolean couldNotEnrol(UserModel user, PolicyAddress address) {
        return !EnrolmentRule.allows(policy.mfa(), address)
                && policy.mfa().graceDays() == 0
                && Mfa.demand(request.session(), request.realm(), user, policy.mfa())
                        .isPresent()
                && !Factors.isEnrolled(user);
    }

    private Optional<Finding> everybody() {
        List<PolicyAddress> addresses = SampleAddresses.of(policy);
        boolean somebody = addresses.stream()
                .filter(address -> AdminPanelRule.refusal(policy, address).isEmpty())
                .anyMatch(address -> masterAdmins().findAny().isPresent()
                        || ownAdmins().anyMatch(user -> mayAdminister(user, address)));
        return somebody
                ? Optional.empty()
                : Optional.of(new Finding(
                        "lock-out-everyone",
                        "no enabled user with the right to manage the realm could come from any address"));
    }

    /** The rules of the caller's own realm, as the admin door judges them (R7, last sentence). */
    private boolean mayAdminister(UserModel user, PolicyAddress address) {
        AccessDecision decision = AddressRule.decide(policy, Subjects.of(request.realm(), user, policy), address);
        return decision instanceof AccessDecision.Allowed
                && decision.withheld().stream().noneMatch(this::isManagementRole);
    }

    private boolean isManagementRole(Role role) {
        boolean master = request.realm().getName().equals(Config.getAdminRealm());
        String client =
                master ? request.realm().getMasterAdminClient().getClientId() : Constants.REALM_MANAGEMENT_CLIENT_ID;
        return role.clientId().filter(client::equals).isPresent()
                || (master && role.clientId().isEmpty() && role.name().equals(AdminRoles.ADMIN));
    }

    private Stream<UserModel> ownAdmins() {
        RealmModel realm = request.realm();
        if (realm.getName().equals(Config.getAdminRealm())) {
            return members(realm, realm.getRole(AdminRoles.ADMIN));
        }
        ClientModel management = realm.getClientByClientId(Constants.REALM_MANAGEMENT_CLIENT_ID);
        return management == null
                ? Stream.of()
                : Stream.of(AdminRoles.MANAGE_REALM, AdminRoles.REALM_ADMIN)
                        .flatMap(name -> members(realm, management.getRole(name)));
    }

    /** Administrators of the master realm administer every other one; their own realm's policy is not the one being changed. */
    private Stream<UserModel> masterAdmins() {
        RealmModel master = request.session().realms().getRealmByName(Config.getAdminRealm());
        return master == null || master.equals(request.realm())
                ? Stream.of()
                : members(master, master.getRole(AdminRoles.ADMIN));
    }

    private Stream<UserModel> members(RealmModel realm, RoleModel role) {
        return role == null
                ? Stream.of()
                : request.session()
                        .users()
                        .getRoleMembersStream(realm, role, 0, MOST_USERS)
                        .filter(UserModel::isEnabled);
    }
}
