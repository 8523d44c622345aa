package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.ip.ClientAddress;
import dev.securitypolicies.keycloak.address.RequestAddress;
import dev.securitypolicies.keycloak.compat.PackVersion;
import dev.securitypolicies.keycloak.representation.StatusRepresentation;
import dev.securitypolicies.keycloak.representation.StatusRepresentation.Caller;
import dev.securitypolicies.keycloak.representation.StatusRepresentation.Enforced;
import dev.securitypolicies.keycloak.representation.StatusRepresentation.Finding;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import dev.securitypolicies.policy.AttributeCodec.Decoded;
import dev.securitypolicies.policy.SecurityPolicy;
import dev.securitypolicies.policy.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keycloak.models.RealmModel;

/** What is enforced, everything that deserves attention, and how the server sees the caller. */
final class StatusReport {

    private final AdminRequest request;
    private final SecurityPolicyProvider policies;
    private final Decoded decoded;

    StatusReport(AdminRequest request) {
        this.request = request;
        this.policies = request.policies();
        this.decoded = policies.policy(request.realm());
    }

    StatusRepresentation answer() {
        RealmModel realm = request.realm();
        SecurityPolicy policy = decoded.policy();
        Map<String, String> stored = Setting.among(realm.getAttributes());
        List<Finding> found = new ArrayList<>(new PolicyFindings(request).of(stored, decoded, true));
        Findings findings = new Findings();
        new ServerFindings(request, findings).look(policy);
        found.addAll(findings.all());
        return new StatusRepresentation(
                PackVersion.text(), policies.enforcement(realm).code(), Enforced.of(policy), found, caller());
    }

    private Caller caller() {
        ClientAddress address = policies.clientAddress();
        RequestAddress.Trace trace = policies.addressTrace();
        return new Caller(
                address.text(), address.derivedFrom(), trace.peer(), trace.header(), trace.lines(), address.hop());
    }
}
