package dev.securitypolicies.keycloak.report;

import dev.securitypolicies.keycloak.representation.ReportRepresentation.Control;
import java.util.List;

/** Which part of the report an auditor reads for which control. Whether a control is met is for the auditor to say. */
public final class Controls {

    /** The mapping. */
    public static final List<Control> ALL = List.of(
            new Control("ISO/IEC 27001:2013", "A.9.4.2 secure log-on procedures", "policy, second factor, refusals"),
            new Control("ISO/IEC 27001:2013", "A.13.1.3 segregation in networks", "policy, matrix, exceptions"),
            new Control("ISO/IEC 27001:2022", "A.8.5 secure authentication", "policy, second factor, refusals"),
            new Control("ISO/IEC 27001:2022", "A.8.22 segregation of networks", "policy, matrix, exceptions"),
            new Control("SOC 2", "CC6.6 access from outside the boundary", "matrix, refusals, exceptions"),
            new Control("SOC 2", "CC8.1 changes are authorised and recorded", "changes, periods"),
            new Control(
                    "NIS2 (EU) 2022/2555", "Article 21(2)(j) multi-factor authentication", "policy, second factor"));

    private Controls() {}
}
