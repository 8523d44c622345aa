package dev.securitypolicies.decision;

import dev.securitypolicies.ip.AddressSet;
import java.util.Optional;
import java.util.Set;

/** What somebody is doing, with what they have shown for it. */
public sealed interface Step {

    /** How they logged in. */
    LoginKind kind();

    /** What they have shown of a second factor. */
    MfaEvidence evidence();

    /** From where the client may be used that the user logged in through without a browser (R4); empty: from anywhere. */
    default Optional<AddressSet> ofClient() {
        return Optional.empty();
    }

    /** The ids of the organizations that it asks for (R17): a step that does so gets nowhere without them. */
    default Set<String> organizations() {
        return Set.of();
    }

    /**
     * Whether the address can stand for the factor (R16). It cannot where a factor is set up or removed, since what is shown there opens every
     * other place, and where the address is that of a server and not the user's.
     */
    default boolean mayBeExempt() {
        return false;
    }

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
     * @param ofClient the allowlist of the client, where no browser is involved
     * @param organizations the ids of the organizations that it asks for
     */
    record Login(
            LoginKind kind,
            MfaEvidence evidence,
            Set<LoginTrait> traits,
            Set<FactorKind> askable,
            Optional<AddressSet> ofClient,
            Set<String> organizations)
            implements Step {

        /** Keeps copies. */
        public Login {
            traits = Set.copyOf(traits);
            askable = Set.copyOf(askable);
            organizations = Set.copyOf(organizations);
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
     * @param ofClient the allowlist of the client, where the user has logged in without a browser
     * @param organizations the ids of the organizations that the login asks for; none where a session goes on
     */
    record TokenIssue(
            LoginKind kind,
            MfaEvidence evidence,
            boolean continues,
            boolean mayBeExempt,
            Optional<AddressSet> ofClient,
            Set<String> organizations)
            implements Step {

        /** Keeps a copy. */
        public TokenIssue {
            organizations = Set.copyOf(organizations);
        }

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
        public <T> T fold(Cases<T> cases) {
            return cases.look(this);
        }
    }

    /**
     * A call of the admin API.
     *
     * @param evidence what the caller's session shows
     * @param adminRoles which roles administer the realm in question
     * @param ofClient the allowlist of the client, where the caller has logged in without a browser
     */
    record AdminCall(MfaEvidence evidence, AdminRoles adminRoles, Optional<AddressSet> ofClient) implements Step {
        @Override
        public LoginKind kind() {
            return LoginKind.EXISTING_SESSION;
        }

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.adminCall(this);
        }
    }
}
