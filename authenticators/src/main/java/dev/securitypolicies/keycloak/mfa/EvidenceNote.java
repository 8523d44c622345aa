package dev.securitypolicies.keycloak.mfa;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.securitypolicies.decision.LoginKind;
import dev.securitypolicies.ip.ClientAddress;
import dev.securitypolicies.ip.ClientAddress.Derivation;
import dev.securitypolicies.keycloak.compat.RealmSeal;
import dev.securitypolicies.keycloak.compat.RequestScope;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;

/** The evidence of a session as it is written: one sealed note, bound to the session and its user. */
final class EvidenceNote {

    /** The name of the note, as sessions store it. */
    static final String NAME = "securityPolicy.evidence";

    private static final String PURPOSE = "session-evidence";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RequestScope<Read> LAST = new RequestScope<>("evidence", Read.class);

    private final KeycloakSession session;
    private final RealmModel realm;
    private final RealmSeal seal;
    private final String sessionId;
    private final String userId;

    EvidenceNote(KeycloakSession session, RealmModel realm, String sessionId, String userId) {
        this.session = session;
        this.realm = realm;
        this.seal = new RealmSeal(session, realm, PURPOSE);
        this.sessionId = sessionId;
        this.userId = userId;
    }

    static EvidenceNote of(KeycloakSession session, UserSessionModel userSession) {
        String userId =
                userSession.getUser() == null ? "" : userSession.getUser().getId();
        return new EvidenceNote(session, userSession.getRealm(), userSession.getId(), userId);
    }

    /** What the note of a session was found to say. */
    private record Read(
            String realmId, String sessionId, String userId, String note, Optional<SessionEvidence> evidence) {}

    /** What the note says; empty if there is none, or if it says nothing of this session and this user. A request asks several times for the same. */
    Optional<SessionEvidence> read(UserSessionModel userSession) {
        String note = userSession.getNote(NAME);
        if (note == null) {
            return Optional.empty();
        }
        Optional<Read> known = LAST.recall(session).filter(read -> isSame(read, note));
        if (known.isPresent()) {
            return known.get().evidence;
        }
        Optional<SessionEvidence> fresh = seal.open(note)
                .flatMap(EvidenceNote::parse)
                .filter(json -> json.path("session").asText().equals(sessionId)
                        && json.path("user").asText().equals(userId))
                .map(EvidenceNote::evidence);
        LAST.remember(session, new Read(realm.getId(), sessionId, userId, note, fresh));
        return fresh;
    }

    private boolean isSame(Read read, String note) {
        return read.note.equals(note)
                && read.sessionId.equals(sessionId)
                && read.userId.equals(userId)
                && read.realmId.equals(realm.getId());
    }

    /** The note that says this. */
    String write(SessionEvidence evidence) {
        ObjectNode json = JSON.createObjectNode()
                .put("session", sessionId)
                .put("user", userId)
                .put("passed", evidence.passedGate())
                .put("kind", evidence.kind().name())
                .put("exempted", evidence.exempted())
                .put("factors", String.join(",", new TreeSet<>(evidence.factors())));
        evidence.provider().ifPresent(alias -> json.put("provider", alias));
        evidence.browser().ifPresent(address -> json.put("browser", address.text()));
        evidence.grantedTo().ifPresent(client -> json.put("grantedTo", client));
        return seal.seal(json.toString());
    }

    private static Optional<JsonNode> parse(String text) {
        try {
            return Optional.of(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static SessionEvidence evidence(JsonNode json) {
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
