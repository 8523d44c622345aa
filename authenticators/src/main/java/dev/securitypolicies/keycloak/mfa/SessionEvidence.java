package dev.securitypolicies.keycloak.mfa;

import dev.securitypolicies.decision.LoginKind;
import dev.securitypolicies.decision.MfaEvidence;
import dev.securitypolicies.decision.MfaEvidence.Origin;
import dev.securitypolicies.ip.ClientAddress;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * What a user session shows for itself: how it began, with which factors, and from where its user was last seen in a browser.
 * It is one sealed note, bound to the session and its user: any mapper can write session notes, and none can write this one.
 *
 * @param passedGate whether a login of the session has passed the gate
 * @param kind how the session began
 * @param factors the second factors that were performed in it, as credential types
 * @param provider the alias of the provider that vouches for the user; empty if none does
 * @param browser the address of the user's last browser step; empty if there was none
 * @param grantedTo the client, by Keycloak's own id, through which a direct grant has begun the session, or that of the administrator who impersonates its
 *     user; empty for every other one
 * @param exempted whether a login of the session was let pass without the factor because of its address (R16)
 */
public record SessionEvidence(
        boolean passedGate,
        LoginKind kind,
        Set<String> factors,
        Optional<String> provider,
        Optional<ClientAddress> browser,
        Optional<String> grantedTo,
        boolean exempted) {

    /** A session of which nothing is known. */
    private static final SessionEvidence NONE = new SessionEvidence(
            false, LoginKind.LOCAL, Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    /** Keeps a copy of the factors. */
    public SessionEvidence {
        factors = Set.copyOf(factors);
    }

    /** What the session shows; nothing if it is older than the pack, or if somebody else has written the note. */
    public static SessionEvidence of(KeycloakSession session, UserSessionModel userSession) {
        return EvidenceNote.of(session, userSession).read(userSession).orElse(NONE);
    }

    /** Keeps it with a login in progress; it reaches the user session when the login succeeds, and not otherwise. */
    public void keep(KeycloakSession session, AuthenticationSessionModel login, String sessionId) {
        EvidenceNote note = new EvidenceNote(
                session,
                login.getRealm(),
                sessionId,
                login.getAuthenticatedUser().getId());
        // sealing the same anew would make every SSO login write the session
        String text = Optional.ofNullable(session.sessions().getUserSession(login.getRealm(), sessionId))
                .filter(begun -> note.read(begun).filter(this::saysThis).isPresent())
                .map(begun -> begun.getNote(EvidenceNote.NAME))
                .orElseGet(() -> note.write(this));
        login.setUserSessionNote(EvidenceNote.NAME, text);
    }

    /** Whether both are written as the same text: how an address became known is not in it. */
    private boolean saysThis(SessionEvidence other) {
        return passedGate == other.passedGate
                && exempted == other.exempted
                && kind == other.kind
                && factors.equals(other.factors)
                && provider.equals(other.provider)
                && grantedTo.equals(other.grantedTo)
                && browser.map(ClientAddress::text).equals(other.browser.map(ClientAddress::text));
    }

    /** Keeps it with a session that no login has begun. */
    public void keep(KeycloakSession session, UserSessionModel userSession) {
        userSession.setNote(
                EvidenceNote.NAME, EvidenceNote.of(session, userSession).write(this));
    }

    /** The evidence for R8. */
    public MfaEvidence mfa(UserSessionModel userSession) {
        return new MfaEvidence(
                origin(userSession),
                factors,
                provider.filter(alias -> !new ProviderLinks(userSession.getUser()).isUnproven(alias)));
    }

    private Origin origin(UserSessionModel userSession) {
        if (kind == LoginKind.IMPERSONATION) {
            return Origin.IMPERSONATION;
        }
        if (SessionMark.PROVISIONAL.isOn(userSession)) {
            return Origin.PROVISIONAL;
        }
        if (exempted || SessionMark.EXEMPTED.isOn(userSession)) {
            return Origin.EXEMPTED;
        }
        return passedGate ? Origin.SESSION : Origin.UNSEEN;
    }
}
