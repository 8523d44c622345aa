package dev.securitypolicies.keycloak.provenance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.decision.Provenance;
import dev.securitypolicies.ip.ClientAddress;
import dev.securitypolicies.ip.ClientAddress.Derivation;
import dev.securitypolicies.keycloak.compat.RealmSeal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.JsonWebToken;

/**
 * The claim in which a token carries its provenance: sealed, because addresses are personal data and because a mapper could
 * write any claim, and bound to the token's id, because it could copy one. It survives what session notes do not: transient and
 * offline sessions, other clients, other nodes and restarts.
 */
public final class ProvenanceClaim {

    /** The name of the claim. */
    public static final String NAME = "security_policy";

    private static final String PURPOSE = "token-provenance";
    private static final String ID = "jti";
    private static final String ADDRESSES = "addresses";
    private static final String ROLES = "roles";
    private static final String OWN = "own";
    private static final String WITHHELD = "withheld";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RealmSeal seal;

    /** The claims of this realm's tokens. */
    public ProvenanceClaim(KeycloakSession session, RealmModel realm) {
        this.seal = new RealmSeal(session, realm, PURPOSE);
    }

    /**
     * What a token says of itself.
     *
     * @param own whether it is a login's own refresh token, which is judged anew at every refresh
     * @param provenance where it comes from; empty for a login's own refresh token
     * @param withheld a fingerprint of the roles that were withheld when it was issued
     */
    public record Content(boolean own, Optional<Provenance> provenance, String withheld) {}

    /** Writes the claim in place of any other of that name. */
    public void write(JsonWebToken token, Content content) {
        ObjectNode json = JSON.createObjectNode().put(ID, token.getId()).put(WITHHELD, content.withheld);
        if (content.own) {
            json.put(OWN, true);
        }
        content.provenance.flatMap(Provenance::addresses).ifPresent(addresses -> {
            ArrayNode list = json.putArray(ADDRESSES);
            addresses.addresses().forEach(address -> list.add(address.text()));
        });
        content.provenance.flatMap(Provenance::roles).ifPresent(roles -> {
            ArrayNode list = json.putArray(ROLES);
            new TreeSet<>(roles).forEach(list::add);
        });
        token.getOtherClaims().put(NAME, seal.seal(json.toString()));
    }

    /** Takes the claim out: of a token that needs none, and of what clients are shown. */
    public static void remove(JsonWebToken token) {
        token.getOtherClaims().remove(NAME);
    }

    /** What the token says; empty if it says nothing, or something that was not said of it. */
    public Optional<Content> read(JsonWebToken token) {
        return Optional.ofNullable(token.getOtherClaims().get(NAME))
                .map(String::valueOf)
                .flatMap(seal::open)
                .flatMap(ProvenanceClaim::parse)
                .filter(json -> json.path(ID).asText().equals(token.getId()))
                .map(ProvenanceClaim::content);
    }

    private static Optional<JsonNode> parse(String text) {
        try {
            return Optional.of(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Content content(JsonNode json) {
        boolean own = json.path(OWN).asBoolean();
        Optional<PolicyAddress> addresses =
                Optional.ofNullable(json.get(ADDRESSES)).map(ProvenanceClaim::addresses);
        Optional<Set<String>> roles = Optional.ofNullable(json.get(ROLES)).map(ProvenanceClaim::names);
        return new Content(
                own,
                own ? Optional.empty() : Optional.of(new Provenance(addresses, roles)),
                json.path(WITHHELD).asText());
    }

    private static PolicyAddress addresses(JsonNode list) {
        List<ClientAddress> addresses = new ArrayList<>();
        list.forEach(text -> addresses.add(ClientAddress.parse(text.asText(), Derivation.ISSUE)));
        return new PolicyAddress(addresses);
    }

    private static Set<String> names(JsonNode list) {
        Set<String> names = new HashSet<>();
        list.forEach(name -> names.add(name.asText()));
        return names;
    }
}
