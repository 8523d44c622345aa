package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.decision.AccessDecision.EnrolmentRequired;
import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.keycloak.events.Door;
import dev.securitypolicies.keycloak.events.EnforcementPoint;
import java.util.HashMap;
import java.util.Map;

/** What is put on record about the set-up of a factor: that it was demanded, put off or done. */
final class EnrolRecords {

    private final LoginInProgress login;

    EnrolRecords(LoginInProgress login) {
        this.login = login;
    }

    void write(EnforcedDecision decision, EnrolmentRequired enrolment, Reason reason, Map<String, String> more) {
        Map<String, String> details = new HashMap<>(more);
        details.put("policy_demand", enrolment.requirement().code());
        new EnforcementPoint(login.session()).noticed(login.context(Door.ENROLMENT), decision, reason, details);
    }
}
