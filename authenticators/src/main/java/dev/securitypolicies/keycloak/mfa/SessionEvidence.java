package dev.securitypolicies.keycloak.mfa;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.securitypolicies.decision.LoginKind;
import dev.securitypolicies.decision.MfaEvidence;
import dev.securitypolicies.decision.MfaEvidence.Origin;
import dev.securitypolicies.ip.ClientAddress;
import dev.securitypolicies.ip.ClientAddress.Derivation;
import dev.securitypolicies.keycloak.compat.RealmSeal;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
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
 * @param grantedTo the client, by Keycloak's own id, through which a direct grant has begun the session; empty for every other one
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

    /** The name of the note, as sessions store it. */
    static final String NOTE = "securityPolicy.evidence";

    private static final String PURPOSE = "session-evidence";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A session of which nothing is known. */
    private static final SessionEvidence NONE = new SessionEvidence(
            false, LoginKind.LOCAL, Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    /** Keeps a copy of the factors. */
    public SessionEvidence {
        factors = Set.copyOf(factors);
    }

    /** What the session shows; nothing if it is older than the pack, or if somebody else has written the note. */
    public static SessionEvidence of(KeycloakSession session, UserSessionModel userSession) {
        String userId =
                userSession.getUser() == null ? "" : userSession.getUser().getId();
        return read(session, userSession.getRealm(), userSession.getNote(NOTE), userSession.getId(), userId);
    }

    /** Keeps it with a login in progress; it reaches the user session when the login succeeds, and not otherwise. */
    public void keep(KeycloakSession session, AuthenticationSessionModel login, String sessionId) {
        String userId = login.getAuthenticatedUser().getId();
        RealmModel realm = login.getRealm();
        String text = text(sessionId, userId);
        // sealing the same anew would make every SSO login write the session
        login.setUserSessionNote(
                NOTE,
                Optional.ofNullable(session.sessions().getUserSession(realm, sessionId))
                        .map(begun -> begun.getNote(NOTE))
                        .filter(note -> seal(session, realm)
                                .open(note)
                                .filter(text::equals)
                                .isPresent())
                        .orElseGet(() -> seal(session, realm).seal(text)));
    }

    /** Keeps it with a session that no login has begun. */
    public void keep(KeycloakSession session, UserSessionModel userSession) {
        userSession.setNote(
                NOTE,
                seal(session, userSession.getRealm())
                        .seal(text(userSession.getId(), userSession.getUser().getId())));
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

    private String text(String sessionId, String userId) {
        ObjectNode json = JSON.createObjectNode()
                .put("session", sessionId)
                .put("user", userId)
                .put("passed", passedGate)
                .put("kind", kind.name())
                .put("exempted", exempted)
                .put("factors", String.join(",", new TreeSet<>(factors)));
        provider.ifPresent(alias -> json.put("provider", alias));
        browser.ifPresent(address -> json.put("browser", address.text()));
        grantedTo.ifPresent(client -> json.put("grantedTo", client));
        return json.toString();
    }

    private static RealmSeal seal(KeycloakSession session, RealmModel realm) {
        return new RealmSeal(session, realm, PURPOSE);
    }

    private static SessionEvidence read(
            KeycloakSession session, RealmModel realm, @Nullable String note, String sessionId, String userId) {
        return Optional.ofNullable(note)
                .flatMap(seal(session, realm)::open)
                .flatMap(SessionEvidence::parse)
                .filter(json -> json.path("session").asText().equals(sessionId)
                        && json.path("user").asText().equals(userId))
                .map(SessionEvidence::of)
                .orElse(NONE);
    }

    private static Optional<JsonNode> parse(String text) {
        try {
            return Optional.of(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static SessionEvidence of(JsonNode json) {
        String factors = json.path("factors").asText();
        return new SessionEvidence(
                json.path("passed").asBoolean(),
                LoginKind.valueOf(json.path("kind").asText()),
                factors.isEmpty() ? Set.of() : Set.of(factors.split(",", -1)),
                Optional.ofNullable(json.get("provider")).map(JsonNode::asText),
                Optional.ofNullable(json.get("browser"))
                        .map(text -> ClientAddress.parse(text.asText(), Derivation.SESSION)),
                Optional.ofNullable(json.get("grantedTo")).map(JsonNode::asText),
                json.path("exempted").asBoolean());
    }
}
