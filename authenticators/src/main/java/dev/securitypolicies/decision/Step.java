package dev.securitypolicies.decision;

import java.util.Set;

/** What somebody is doing, with what they have shown for it. */
public sealed interface Step {

    /** How they logged in. */
    LoginKind kind();

    /** What they have shown of a second factor. */
    MfaEvidence evidence();

    /**
     * Whether the address can stand for the factor (R16). It cannot where a factor is set up or removed, since what is shown there opens every
     * other place, and where the address is that of a server and not the user's.
     */
    boolean mayBeExempt();

    /** One answer for each kind of step. */
    <T> T fold(Cases<T> cases);

    /**
     * One answer for each kind of step.
     *
     * @param <T> what is answered
     */
    interface Cases<T> {

        /** A login at a page. */
        T login(Login login);

        /** A response with tokens. */
        T tokens(TokenIssue tokens);

        /** A look at a token that was issued before. */
        T look(Look look);

        /** A call of the admin API. */
        T adminCall(AdminCall call);
    }

    /**
     * A login at a page, by credentials or by a session that exists.
     *
     * @param kind how the user logs in
     * @param evidence what they have shown
     * @param traits what else matters
     * @param askable the kinds of factors that the flow of this login asks for without a condition
     */
    record Login(LoginKind kind, MfaEvidence evidence, Set<LoginTrait> traits, Set<FactorKind> askable)
            implements Step {

        /** Keeps copies. */
        public Login {
            traits = Set.copyOf(traits);
            askable = Set.copyOf(askable);
        }

        boolean is(LoginTrait trait) {
            return traits.contains(trait);
        }

        @Override
        public boolean mayBeExempt() {
            return !is(LoginTrait.FACTOR_CHANGE_PENDING);
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.login(this);
        }
    }

    /**
     * A response with tokens or with a SAML assertion.
     *
     * @param kind how the session began
     * @param evidence what it shows
     * @param continues whether the session was judged before, as it is at a refresh
     * @param mayBeExempt whether the address is the user's own, and nothing about their factors is changed
     */
    record TokenIssue(LoginKind kind, MfaEvidence evidence, boolean continues, boolean mayBeExempt) implements Step {
        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.tokens(this);
        }
    }

    /** Userinfo or introspection: who may come, and with which factor, was decided when the token was issued. */
    record Look() implements Step {
        @Override
        public LoginKind kind() {
            return LoginKind.EXISTING_SESSION;
        }

        @Override
        public MfaEvidence evidence() {
            return MfaEvidence.unseen();
        }

        @Override
        public boolean mayBeExempt() {
            return false;
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.look(this);
        }
    }

    /**
     * A call of the admin API.
     *
     * @param evidence what the caller's session shows
     * @param adminRoles which roles administer the realm in question
     */
    record AdminCall(MfaEvidence evidence, AdminRoles adminRoles) implements Step {
        @Override
        public LoginKind kind() {
            return LoginKind.EXISTING_SESSION;
        }

        @Override
        public boolean mayBeExempt() {
            return false;
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.adminCall(this);
        }
    }
}
