package dev.securitypolicies.decision;

import java.util.Optional;
import java.util.Set;

/**
 * What is known of how a user proved who they are.
 *
 * @param origin what the user is doing
 * @param factors the second factors that Keycloak saw them perform, as credential types
 * @param identityProvider the alias of the provider they logged in through; empty for a local login
 */
public record MfaEvidence(Origin origin, Set<String> factors, Optional<String> identityProvider) {

    /** Where the evidence comes from. */
    public enum Origin {
        /** A login that is going on now. */
        LOGIN,
        /** A session that the gate has seen, or one that goes on. */
        SESSION,
        /** A session of which nobody knows that its login passed the gate. */
        UNSEEN,
        /** A session in which an administrator acts for the user; the factors are the administrator's. */
        IMPERSONATION
    }

    /** Keeps a copy of the factors. */
    public MfaEvidence {
        factors = Set.copyOf(factors);
    }
}
