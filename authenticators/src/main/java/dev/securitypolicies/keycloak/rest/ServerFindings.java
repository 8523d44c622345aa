package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.decision.Enforcement;
import dev.securitypolicies.keycloak.compat.MasterRealm;
import dev.securitypolicies.keycloak.engine.KnownWays;
import dev.securitypolicies.keycloak.engine.StockProviderOverrides;
import dev.securitypolicies.keycloak.realm.ProtectedAttributes;
import dev.securitypolicies.keycloak.realm.RequiredActionRegistration;
import dev.securitypolicies.keycloak.representation.StatusRepresentation.Severity;
import dev.securitypolicies.policy.SecurityPolicy;
import dev.securitypolicies.policy.Setting;
import java.util.List;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;

/** What about the server, and about what the pack needs of the realm, keeps a policy from being enforced. */
final class ServerFindings {

    private static final List<String> ACTIONS =
            List.of(RequiredActionRegistration.GATE, RequiredActionRegistration.ENROLMENT);

    private final AdminRequest request;
    private final Findings findings;

    ServerFindings(AdminRequest request, Findings findings) {
        this.request = request;
        this.findings = findings;
    }

    void look(SecurityPolicy policy) {
        doors();
        userAttributes();
        server(policy);
    }

    private void doors() {
        for (String id : new StockProviderOverrides(request.session().getKeycloakSessionFactory()).missing()) {
            findings.add(
                    Severity.ERROR,
                    "provider-replaced",
                    "the provider `" + id + "` of another extension is in force",
                    "remove that extension");
        }
        for (String way : new KnownWays(request.session().getKeycloakSessionFactory()).unknown()) {
            findings.add(Severity.WARNING, "unknown-way", way + " is not known to the pack", "see docs/coverage.md");
        }
        for (String way : KnownWays.missing()) {
            findings.add(
                    Severity.ERROR,
                    "moved-in-keycloak",
                    way + " cannot be found in this version of Keycloak",
                    "use a version that the pack supports; requests that nobody can guard are refused until then");
        }
        for (String alias : ACTIONS) {
            RequiredActionProviderModel action = request.realm().getRequiredActionProviderByAlias(alias);
            if (action == null || !action.isEnabled()) {
                findings.add(
                        Severity.ERROR,
                        "door-off",
                        "the required action `" + alias + "` is switched off",
                        "switch it on");
            }
        }
    }

    private void userAttributes() {
        for (String name : new ProtectedAttributes(request.session()).unprotected()) {
            findings.add(
                    Severity.ERROR,
                    "unprotected-attribute",
                    "users can edit their attribute `" + name + "`",
                    "save the user profile once; the pack declares it again");
        }
    }

    private void server(SecurityPolicy policy) {
        if (request.policies().trustsAnyPeer()) {
            findings.add(
                    Severity.ERROR,
                    "anybody-chooses-address",
                    "the forwarding header is believed from every peer",
                    "start the server with `--proxy-trusted-addresses`");
        }
        if (request.policies().enforcement(request.realm()) == Enforcement.BREAK_GLASS) {
            findings.add(
                    Severity.ERROR,
                    "break-glass",
                    "nothing is enforced on this node",
                    "restart it without the break-glass options");
        }
        RealmModel master = request.session().realms().getRealmByName(MasterRealm.name());
        if (master != null
                && policy.ip().adminPanel().isPresent()
                && request.policies().policy(master).policy().ip().adminPanel().isEmpty()) {
            findings.add(
                    Severity.WARNING,
                    "master-without-list",
                    "the master realm has no admin allowlist, so its own console is open to any address",
                    "set `" + Setting.IP_ADMIN_PANEL.attribute() + "` of the master realm");
        }
    }
}
