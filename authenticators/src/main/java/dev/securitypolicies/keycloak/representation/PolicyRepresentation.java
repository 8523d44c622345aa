package dev.securitypolicies.keycloak.representation;

/** The policy as a document. It is made of its settings and not of fields: what it looks like follows from their definitions. */
public final class PolicyRepresentation {

    /** What marks a field that holds such a document. */
    public static final String MARK = "the policy, as a document";

    private PolicyRepresentation() {}
}
