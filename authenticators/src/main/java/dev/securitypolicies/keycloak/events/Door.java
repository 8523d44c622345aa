package dev.securitypolicies.keycloak.events;

/** Where a decision was carried out, as records name it. */
public enum Door {
    /** A login page, before it is known who is asking. */
    EARLY("early"),
    /** A login page or an SSO login. */
    GATE("gate"),
    /** The step "Security policy check" of a flow. */
    STEP("step"),
    /** The page on which a second factor is set up. */
    ENROLMENT("enrolment"),
    /** The consent page. */
    CONSENT("consent"),
    /** A refresh token. */
    REFRESH("refresh"),
    /** Any other token response. */
    TOKEN("token"),
    /** A SAML response. */
    SAML("saml"),
    /** The account API. */
    ACCOUNT("account"),
    /** The admin console or the admin REST API. */
    ADMIN("admin");

    private final String code;

    Door(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }
}
