package dev.securitypolicies.decision;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of how a user proved who they are.
 *
 * @param origin where it comes from
 * @param factors the second factors that Keycloak saw them perform, as credential types
 * @param identityProvider the alias of the provider that vouches for them; empty if none does
 */
public record MfaEvidence(Origin origin, Set<String> factors, Optional<String> identityProvider) {

    /** Where the evidence comes from. */
    public enum Origin {
        /** A login that is going on now. */
        LOGIN,
        /** A session whose login has passed the gate, or one that goes on and was judged before. */
        SESSION,
        /** A session that was let pass without the factor, because of the address it was used from (R16). */
        EXEMPTED,
        /** A session that was used while the set-up of a factor was put off: it ends when there is a factor. */
        PROVISIONAL,
        /** A session of which nobody knows that its login passed the gate. */
        UNSEEN,
        /** A session in which an administrator acts for the user; what was shown is the administrator's. */
        IMPERSONATION
    }

    /** Keeps a copy of the factors. */
    public MfaEvidence {
        factors = Set.copyOf(factors);
    }

    /** A session of which nothing is known. */
    public static MfaEvidence unseen() {
        return new MfaEvidence(Origin.UNSEEN, Set.of(), Optional.empty());
    }

    /** The same with these factors as well. */
    public MfaEvidence and(Set<String> more) {
        return new MfaEvidence(
                origin, Stream.concat(factors.stream(), more.stream()).collect(Collectors.toSet()), identityProvider);
    }

    /** The same evidence for a session that goes on, whatever is known of its beginning. */
    public MfaEvidence continued() {
        return origin == Origin.UNSEEN ? new MfaEvidence(Origin.SESSION, factors, identityProvider) : this;
    }
}
