package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.decision.LoginKind;
import dev.securitypolicies.decision.LoginTrait;
import dev.securitypolicies.keycloak.address.TokenRequest;
import dev.securitypolicies.keycloak.compat.BrowserSessions;
import dev.securitypolicies.keycloak.compat.LoginRecord;
import dev.securitypolicies.keycloak.compat.RealmOrganizations;
import dev.securitypolicies.keycloak.compat.StockSteps;
import dev.securitypolicies.keycloak.events.DecisionContext;
import dev.securitypolicies.keycloak.events.Door;
import dev.securitypolicies.keycloak.mfa.LoginEvidence;
import dev.securitypolicies.keycloak.mfa.PendingActions;
import dev.securitypolicies.keycloak.mfa.SessionEvidence;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.keycloak.events.EventType;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** A login whose user is known, as Keycloak's authentication session tells it. */
record LoginInProgress(KeycloakSession session, RealmModel realm, UserModel user, AuthenticationSessionModel model) {

    private static final String POSTPONED = "securityPolicy.setUpPostponed";

    static LoginInProgress of(KeycloakSession session, AuthenticationSessionModel login) {
        return new LoginInProgress(session, login.getRealm(), login.getAuthenticatedUser(), login);
    }

    boolean isDirectGrant() {
        return new TokenRequest(session).grantType().isPresent();
    }

    /** Whether a session that exists already vouches for the user. */
    boolean isSso() {
        return BrowserSessions.isSso(model);
    }

    /** This login at a door, as records name it. */
    DecisionContext context(Door door) {
        return DecisionContext.of(
                door, realm, user, model.getClient(), model.getParentSession().getId(), EventType.LOGIN_ERROR);
    }

    /** What this login itself shows. */
    LoginEvidence evidence() {
        return new LoginEvidence(model);
    }

    /** The session that this browser has with the user already, and that a new login goes on with. */
    Optional<UserSessionModel> begunSession() {
        return new BrowserSessions(session)
                .begunBy(model)
                .filter(found -> user.equals(found.getUser()))
                .filter(found -> BrowserSessions.isValid(realm, found))
                .filter(found -> isSso() || evidence(found).kind() != LoginKind.IMPERSONATION);
    }

    SessionEvidence evidence(UserSessionModel begun) {
        return SessionEvidence.of(session, begun);
    }

    /** The id that the session of this login has, or will have. */
    String sessionId() {
        return begunSession()
                .map(UserSessionModel::getId)
                .orElseGet(() -> model.getParentSession().getId());
    }

    /** The ids of the organizations that it asks for (R17). */
    Set<String> organizations() {
        return new RealmOrganizations(session, realm).asked(model);
    }

    /** Whether a second factor could be required of anybody here, by the realm or by an organization. */
    boolean mayNeedFactor() {
        return mayNeedFactor(session, realm);
    }

    /** The same of any login to a realm. */
    static boolean mayNeedFactor(KeycloakSession session, RealmModel realm) {
        return SecurityPolicyProvider.of(session).policy(realm).policy().mfa().demandsAnything()
                || SecurityPolicyProvider.of(session).tenants(realm).factors();
    }

    /** What matters of this login for the decision. */
    Set<LoginTrait> traits() {
        Set<LoginTrait> traits = EnumSet.noneOf(LoginTrait.class);
        add(traits, LoginTrait.SSO, isSso());
        add(traits, LoginTrait.SILENT, isSilent());
        add(traits, LoginTrait.ENDS_WITHOUT_SESSION, endsWithoutSession());
        add(traits, LoginTrait.BY_RESET_LINK, cameByReset());
        add(traits, LoginTrait.FACTOR_SET_UP_PENDING, isFactorSetUpPending());
        add(traits, LoginTrait.FACTOR_CHANGE_PENDING, new PendingActions(model).changeFactors());
        add(traits, LoginTrait.PASSWORD_UPDATE_PENDING, isPending(UserModel.RequiredAction.UPDATE_PASSWORD));
        add(traits, LoginTrait.SET_UP_POSTPONED, model.getAuthNote(POSTPONED) != null);
        return traits;
    }

    private static void add(Set<LoginTrait> traits, LoginTrait trait, boolean present) {
        if (present) {
            traits.add(trait);
        }
    }

    /** Whether nobody can be shown a page (`prompt=none`). */
    private boolean isSilent() {
        return new LoginRecord(model).isSilent();
    }

    /** Whether it ends with a page that says so, and not with a session, as the links in an administrator's e-mails do. */
    boolean endsWithoutSession() {
        return new LoginRecord(model).endsWithoutSession();
    }

    /** Whether a link in an e-mail is all that the user has shown, as far as Keycloak's own record of the flow goes. */
    private boolean cameByReset() {
        return model.getExecutionStatus().keySet().stream()
                .map(realm::getAuthenticationExecutionById)
                .map(execution -> execution == null ? "" : authenticator(execution))
                .anyMatch(StockSteps.RESET_MAIL::equals);
    }

    private static String authenticator(AuthenticationExecutionModel execution) {
        return execution.getAuthenticator() == null ? "" : execution.getAuthenticator();
    }

    private boolean isFactorSetUpPending() {
        return new PendingActions(model).setFactorUp();
    }

    private boolean isPending(UserModel.RequiredAction action) {
        RequiredActionProviderModel provider = realm.getRequiredActionProviderByAlias(action.name());
        return provider != null
                && provider.isEnabled()
                && new PendingActions(model).names().contains(action.name());
    }

    /** Does something once during this login. */
    void once(String what, Runnable action) {
        String note = "securityPolicy.done." + what;
        if (model.getAuthNote(note) == null) {
            model.setAuthNote(note, "true");
            action.run();
        }
    }

    /** Remembers that the user has put the set-up of a factor off during this login. */
    void postpone() {
        model.setAuthNote(POSTPONED, "true");
    }
}
