package dev.securitypolicies.guards;

/**
 * A guard of a door, how it is switched off in a copy of the sources, and which test is red then.
 *
 * <p>Whoever adds a guard adds a line. `GuardTest` holds the list against the sources, {@link GuardsOff} runs it.
 */
enum Guard {
    EARLY(
            "login/EarlyFilter",
            "WayIn.of(session, request)",
            "WayIn.of(session, request).filter(way -> false)",
            "EarlyRefusalIT"),
    DIRECT_GRANT(
            "login/DirectGrant",
            "client.isDirectAccessGrantsEnabled() ? ",
            "client.getId().isEmpty() ? ",
            "EarlyRefusalIT"),
    GATE("login/Gate", "requirement.applyTo(", "GateRequirement.NOTHING.applyTo(", "GuardsIT"),
    CONSENT("login/ConsentFilter", "GuardedMethod.CONSENT.isCalled(resource)", "resource == null", "OutsiderIT"),
    SET_UP_PAGES("login/SetUpFilter", "decision.isEnforced() && ", "!decision.isEnforced() && ", "MfaSessionsIT"),
    WHOSE_FACTOR("login/PerformerFilter", "realm != null && goesOn", "realm == null && goesOn", "MfaBrokersIT"),
    SESSION_BEGINS("login/LoginEventListener", ".filter(this::hasNotPassed)", ".filter(session -> false)", "GuardsIT"),
    REFRESH("token/RefreshDoor", "if (refusal.isPresent())", "if (refusal.isPresent() && realm == null)", "OutsiderIT"),
    TOKEN(
            "token/TokenDoor",
            ".ifPresent(reason -> refuse(",
            ".filter(reason -> false).ifPresent(reason -> refuse(",
            "GrantsIT"),
    ROLE_CLAIMS("token/RoleClaims", "            claims.prune();\n", "", "ClaimsIT"),
    SCOPE("token/ResponseScopeFilter", "session != null && ", "session == null && ", "ClaimsIT"),
    SAML("saml/SamlDoor", "deny(login);", "login.getAssertions();", "SamlIT"),
    PROVENANCE(
            "provenance/IssueAddress",
            "presented.map(token -> ceiling(token, userSession))",
            "presented.filter(token -> false).map(token -> ceiling(token, userSession))",
            "StolenTokenIT"),
    PERMISSIONS(
            "authorization/KeptRolesEvaluator",
            "new KeptIdentity(session).of(identity)",
            "Optional.of(identity)",
            "StolenTokenIT"),
    FETCHED_ROLES(
            "authorization/KeptRolesPolicy",
            "KeptRoles.count(session, realm) ? counting",
            "!KeptRoles.count(session, realm) ? counting",
            "StolenTokenIT"),
    ACCOUNT(
            "account/AccountFilter",
            "reason -> request.abortWith(RefusalText.response(reason))",
            "reason -> RefusalText.response(reason)",
            "AccountApiIT"),
    ADMIN(
            "admin/AdminFilter",
            "refusal(session, request).ifPresent(request::abortWith);",
            "refusal(session, request);",
            "AdminPanelIT"),
    ADMIN_ANSWERS(
            "admin/AdminFilter",
            "        if (unjudged) {",
            "        if (unjudged && resource == null) {",
            "AdminAnswersIT"),
    REGISTRATION(
            "registration/RegistrationFilter",
            "name -> request.abortWith(refusal(name))",
            "name -> refusal(name)",
            "RegistrationIT"),
    ORGANIZATIONS("token/PolicyOrganizationMapper", "withheld.prune(", "withheld.equals(", "OrganizationPolicyIT"),
    CLIENT_LISTS(
            "provenance/ClientPins",
            ": lists.of(client);",
            ": lists.of(client).filter(list -> false);",
            "ClientAllowlistIT");

    private static final String MAIN = "authenticators/src/main/java/dev/securitypolicies/keycloak/";

    final String file;
    final String text;
    final String off;
    final String test;

    Guard(String type, String text, String off, String test) {
        this.file = MAIN + type + ".java";
        this.text = text;
        this.off = off;
        this.test = test;
    }
}
