package dev.securitypolicies.decision;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        /** A session that was in use while the set-up of a factor was put off: it ends when there is a factor. */
        PROVISIONAL,
        /** A session of which nobody knows that its login passed the gate. */
        UNSEEN,
        /** A session in which an administrator acts for the user; the factors are the administrator's. */
        IMPERSONATION
    }

    /** Keeps a copy of the factors. */
    public MfaEvidence {
        factors = Set.copyOf(factors);
    }

    /** The same with these factors as well. */
    public MfaEvidence and(Set<String> more) {
        return new MfaEvidence(
                origin, Stream.concat(factors.stream(), more.stream()).collect(Collectors.toSet()), identityProvider);
    }
}
