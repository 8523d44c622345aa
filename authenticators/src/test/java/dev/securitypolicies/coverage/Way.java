package dev.securitypolicies.coverage;

import java.util.EnumMap;
import java.util.Map;

/** A way to a login, to a token or to what one opens; a row of the table. Where no test is, the reason is written here. */
public enum Way {
    PASSWORD("password at the login page"),
    SSO("SSO cookie, `prompt=none`"),
    PROVIDER("identity provider, linking"),
    MAIL("reset link, administrator's link", Aspect.CHANGE, "decided when the link is opened, and again behind it"),
    PAGES("consent page, device verification", Aspect.CHANGE, "decided anew at the post"),
    DIRECT_GRANT("direct grant"),
    CODE("authorization code"),
    REFRESH("refresh, online and offline"),
    CLIENT_CREDENTIALS(
            "client credentials",
            Aspect.FACTOR,
            "service accounts are exempt",
            Aspect.CHANGE,
            "nothing is kept: each request is decided with the policy in force"),
    DEVICE("device grant", Aspect.CHANGE, "nothing is kept: decided at the redemption with the policy in force"),
    EXCHANGE("token exchange, standard", Aspect.FACTOR, "judged as every other response with tokens"),
    LEGACY_EXCHANGE(
            "token exchange, legacy; to SAML (preview)",
            Aspect.ADDRESS,
            "the same decision as for the standard exchange",
            Aspect.FACTOR,
            "judged as every other response with tokens",
            Aspect.CHANGE,
            "the same decision as for the standard exchange"),
    PERMISSIONS(
            "requesting party tokens, permissions, AuthZen",
            Aspect.FACTOR,
            "a requesting party token is judged as every other response with tokens"),
    CREDENTIALS(
            "verifiable credentials, pre-authorized code (preview)",
            Aspect.ADDRESS,
            "by reading: no role is left to somebody who may not come from there",
            Aspect.FACTOR,
            "asked when the presented token was issued",
            Aspect.CHANGE,
            "by reading: decided with the policy in force"),
    OTHER_GRANTS("CIBA, JWT grant", Aspect.CHANGE, "nothing is kept: decided with the policy in force"),
    LOOKS(
            "userinfo, introspection of every type",
            Aspect.ADDRESS,
            "nothing is refused: no role is shown",
            Aspect.FACTOR,
            "asked when the token was issued"),
    SAML(
            "SAML, IdP-initiated",
            Aspect.FACTOR,
            "the same gate and the same evidence as for OIDC",
            Aspect.CHANGE,
            "nothing is kept: each response is decided with the policy in force"),
    ADMIN("admin console and API, fine-grained permissions"),
    REGISTRATION(
            "client registration and SCIM with an administrator's token",
            Aspect.ROLE,
            "as for an admin call",
            Aspect.FACTOR,
            "as for an admin call",
            Aspect.CHANGE,
            "each request is decided with the policy in force"),
    IMPERSONATION(
            "impersonation",
            Aspect.ADDRESS,
            "it is an admin call, and refused as one",
            Aspect.ROLE,
            "as for an admin call",
            Aspect.CHANGE,
            "each request is decided with the policy in force"),
    ACCOUNT(
            "account API, links that an application asks for",
            Aspect.CHANGE,
            "each request is decided with the policy in force"),
    HEADERS("Docker, SAML ECP", Aspect.CHANGE, "each request is decided with the policy in force");

    final String label;

    @SuppressWarnings("ImmutableEnumChecker") // written by the constructor alone
    final Map<Aspect, String> reasons = new EnumMap<>(Aspect.class);

    Way(String label, Object... reasons) {
        this.label = label;
        for (int i = 0; i < reasons.length; i += 2) {
            this.reasons.put((Aspect) reasons[i], (String) reasons[i + 1]);
        }
    }
}
