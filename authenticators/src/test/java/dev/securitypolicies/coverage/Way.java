package dev.securitypolicies.coverage;

import java.util.EnumMap;
import java.util.Map;

/** A way to a login, to a token or to what one opens; a row of the table. Where no test is, the reason is written here. */
public enum Way {
    PASSWORD("password at the login page"),
    SSO("SSO cookie, `prompt=none`"),
    PROVIDER("identity provider, linking"),
    MAIL(
            "reset link, administrator's link",
            Aspect.ORGANIZATION,
            "a managed member is refused by the gate behind the link, which is the same",
            Aspect.EXEMPT,
            "the gate behind the link decides as behind a password",
            Aspect.CHANGE,
            "decided when the link is opened, and again behind it"),
    PAGES(
            "consent page, device verification",
            Aspect.ORGANIZATION,
            "decided by the gate before the page, and by the post again",
            Aspect.EXEMPT,
            "the gate before the page decides, and the post again",
            Aspect.CHANGE,
            "decided anew at the post"),
    DIRECT_GRANT("direct grant"),
    CODE("authorization code"),
    REFRESH("refresh, online and offline"),
    CLIENT_CREDENTIALS(
            "client credentials",
            Aspect.ORGANIZATION,
            "a service account belongs to no organization",
            Aspect.EXEMPT,
            "service accounts are asked for no factor",
            Aspect.FACTOR,
            "service accounts are exempt",
            Aspect.CHANGE,
            "nothing is kept: each request is decided with the policy in force"),
    DEVICE(
            "device grant",
            Aspect.ORGANIZATION,
            "the login that the redemption completes is judged as every other response with tokens",
            Aspect.EXEMPT,
            "the browser that approves it is judged at the gate",
            Aspect.CHANGE,
            "nothing is kept: decided at the redemption with the policy in force"),
    EXCHANGE(
            "token exchange, standard",
            Aspect.EXEMPT,
            "judged as every other response with tokens",
            Aspect.FACTOR,
            "judged as every other response with tokens"),
    LEGACY_EXCHANGE(
            "token exchange, legacy; to SAML (preview)",
            Aspect.ORGANIZATION,
            "the same decision as for the standard exchange",
            Aspect.EXEMPT,
            "judged as every other response with tokens",
            Aspect.ADDRESS,
            "the same decision as for the standard exchange",
            Aspect.FACTOR,
            "judged as every other response with tokens",
            Aspect.CHANGE,
            "the same decision as for the standard exchange"),
    PERMISSIONS(
            "requesting party tokens, permissions, AuthZen",
            Aspect.ORGANIZATION,
            "permissions rest on roles; whom a withheld organization manages is refused with them",
            Aspect.EXEMPT,
            "judged as every other response with tokens",
            Aspect.FACTOR,
            "a requesting party token is judged as every other response with tokens"),
    PROTECTION(
            "resources that are shared or managed with a token (UMA)",
            Aspect.ORGANIZATION,
            "the same decision as for the account API",
            Aspect.EXEMPT,
            "judged as a response with tokens, at the address of the request",
            Aspect.FACTOR,
            "judged as a response with tokens"),
    CREDENTIALS(
            "verifiable credentials, pre-authorized code (preview)",
            Aspect.ORGANIZATION,
            "no role is left to a managed member who may not come from there",
            Aspect.EXEMPT,
            "asked when the presented token was issued",
            Aspect.ADDRESS,
            "by reading: no role is left to somebody who may not come from there",
            Aspect.FACTOR,
            "asked when the presented token was issued",
            Aspect.CHANGE,
            "by reading: decided with the policy in force"),
    OTHER_GRANTS(
            "CIBA, JWT grant",
            Aspect.ORGANIZATION,
            "judged as every other response with tokens",
            Aspect.EXEMPT,
            "judged as every other response with tokens",
            Aspect.CHANGE,
            "nothing is kept: decided with the policy in force"),
    LOOKS(
            "userinfo, introspection of every type",
            Aspect.EXEMPT,
            "asked when the token was issued",
            Aspect.ADDRESS,
            "nothing is refused: no role is shown",
            Aspect.FACTOR,
            "asked when the token was issued"),
    SAML(
            "SAML, IdP-initiated",
            Aspect.EXEMPT,
            "the same gate and the same evidence as for OIDC",
            Aspect.FACTOR,
            "the same gate and the same evidence as for OIDC",
            Aspect.CHANGE,
            "nothing is kept: each response is decided with the policy in force"),
    ADMIN("admin console and API, fine-grained permissions", Aspect.EXEMPT, "administrators are asked everywhere"),
    REGISTRATION(
            "client registration and SCIM with an administrator's token",
            Aspect.ORGANIZATION,
            "as for an admin call",
            Aspect.EXEMPT,
            "administrators are asked everywhere",
            Aspect.ROLE,
            "as for an admin call",
            Aspect.FACTOR,
            "as for an admin call",
            Aspect.CHANGE,
            "each request is decided with the policy in force"),
    IMPERSONATION(
            "impersonation",
            Aspect.ORGANIZATION,
            "as for an admin call",
            Aspect.EXEMPT,
            "administrators are asked everywhere",
            Aspect.ROLE,
            "as for an admin call",
            Aspect.CHANGE,
            "each request is decided with the policy in force"),
    ACCOUNT(
            "account API, links that an application asks for",
            Aspect.ORGANIZATION,
            "the same decision as for a refresh; the list of memberships is shown to whoever may come",
            Aspect.EXEMPT,
            "judged as a response with tokens, at the address of the request",
            Aspect.CHANGE,
            "each request is decided with the policy in force"),
    HEADERS(
            "Docker, SAML ECP",
            Aspect.ORGANIZATION,
            "a managed member is refused by the same decision",
            Aspect.EXEMPT,
            "judged as every other response with tokens",
            Aspect.CHANGE,
            "each request is decided with the policy in force");

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
