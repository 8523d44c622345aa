package dev.securitypolicies.keycloak.mfa;

import dev.securitypolicies.decision.MfaEvidence;
import dev.securitypolicies.decision.MfaEvidence.Origin;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Details;
import org.keycloak.models.ImpersonationSessionNote;
import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The evidence that a user session keeps: which factors were performed in it, through which provider it began, and that its
 * login has passed the gate. The notes reach the user session when the login succeeds, and are forgotten when it starts over.
 */
public final class EvidenceNotes {

    private static final String FACTORS = "securityPolicy.factors";
    private static final String PROVIDER = "securityPolicy.identityProvider";
    private static final String GATE = "securityPolicy.gate";
    private static final String PASSED = "passed";
    private static final String PUT_OFF = "securityPolicy.putOff";

    private EvidenceNotes() {}

    /** What this login shows; what it remembers of a factor set up during it counts as performed. */
    public static MfaEvidence of(AuthenticationSessionModel login) {
        Set<String> factors = Stream.concat(
                        Factors.performed(login).stream(),
                        names(login.getUserSessionNotes().get(FACTORS)))
                .collect(Collectors.toSet());
        return new MfaEvidence(
                Origin.LOGIN,
                factors,
                Optional.ofNullable(login.getUserSessionNotes().get(Details.IDENTITY_PROVIDER))
                        .filter(alias -> !ProviderLinks.isUnproven(login.getAuthenticatedUser(), alias)));
    }

    /** What the session shows. */
    public static MfaEvidence of(UserSessionModel session) {
        return new MfaEvidence(
                origin(session),
                names(session.getNote(FACTORS)).collect(Collectors.toSet()),
                Optional.ofNullable(session.getNote(PROVIDER))
                        .filter(alias -> !ProviderLinks.isUnproven(session.getUser(), alias)));
    }

    private static Origin origin(UserSessionModel session) {
        if (isImpersonation(session)) {
            return Origin.IMPERSONATION;
        }
        if (session.getNote(PUT_OFF) != null) {
            return Origin.PROVISIONAL;
        }
        return hasPassedGate(session) ? Origin.SESSION : Origin.UNSEEN;
    }

    /** Remembers that the session was used while the set-up of a factor was put off. */
    static void putOff(UserSessionModel session) {
        if (session.getNote(PUT_OFF) == null) {
            session.setNote(PUT_OFF, "true");
        }
    }

    /** The same evidence for a session that goes on, whatever is known of its beginning. */
    public static MfaEvidence goingOn(MfaEvidence evidence) {
        return evidence.origin() == Origin.UNSEEN
                ? new MfaEvidence(Origin.SESSION, evidence.factors(), evidence.identityProvider())
                : evidence;
    }

    /** Whether the session's login has passed the gate. */
    public static boolean hasPassedGate(UserSessionModel session) {
        return PASSED.equals(session.getNote(GATE));
    }

    /** Whether an administrator acts for the user. */
    public static boolean isImpersonation(UserSessionModel session) {
        return session.getNote(ImpersonationSessionNote.IMPERSONATOR_ID.toString()) != null;
    }

    /** Remembers that the login passes the gate, and with what; what the session knew before stays. */
    public static void passed(AuthenticationSessionModel login) {
        login.setUserSessionNote(GATE, PASSED);
    }

    /** Takes back what {@link #passed} said, as long as the login is not over. */
    public static void notPassed(AuthenticationSessionModel login) {
        login.setUserSessionNote(GATE, "");
    }

    /** Remembers what was performed in this login. */
    public static void remember(AuthenticationSessionModel login, MfaEvidence evidence) {
        if (!evidence.factors().isEmpty()) {
            login.setUserSessionNote(FACTORS, text(evidence.factors()));
        }
        evidence.identityProvider().ifPresent(alias -> login.setUserSessionNote(PROVIDER, alias));
    }

    /** Remembers a factor that was set up, and thereby proved, in this login. */
    public static void enrolled(AuthenticationSessionModel login, String factor) {
        login.setUserSessionNote(FACTORS, factor);
    }

    /** Gives a session in which an administrator acts for a user the factors of the administrator. */
    public static void impersonated(UserSessionModel session, Set<String> factorsOfAdministrator) {
        session.setNote(FACTORS, text(factorsOfAdministrator));
    }

    private static String text(Set<String> factors) {
        return String.join(",", new TreeSet<>(factors));
    }

    private static Stream<String> names(@Nullable String note) {
        return note == null ? Stream.of() : Stream.of(note.split(",", -1)).filter(name -> !name.isEmpty());
    }
}
