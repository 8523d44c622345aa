package dev.securitypolicies.keycloak.address;

import dev.securitypolicies.ip.ClientAddress;
import dev.securitypolicies.ip.ClientAddress.Derivation;
import dev.securitypolicies.keycloak.compat.RealmSeal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** From where the browser was that approved one device: a sealed note of the user session, bound to the device and the session. */
public final class DeviceApproval {

    private static final String NOTE = "securityPolicy.deviceApproval.";
    private static final String PURPOSE = "device-approval";
    private static final char SEPARATOR = ' ';

    private final RealmSeal seal;
    private final String device;

    /** The approval of the device that has this code. */
    public DeviceApproval(KeycloakSession session, RealmModel realm, String deviceCode) {
        this.seal = new RealmSeal(session, realm, PURPOSE);
        this.device = UUID.nameUUIDFromBytes(deviceCode.getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** Keeps the address with the login that approves; it reaches the session when that login succeeds. */
    public void remember(AuthenticationSessionModel login, String sessionId, ClientAddress address) {
        login.setUserSessionNote(NOTE + device, seal.seal(bound(sessionId) + address.text()));
    }

    /** The address of the approving browser; empty if nobody knows. */
    public Optional<ClientAddress> recall(UserSessionModel session) {
        String bound = bound(session.getId());
        return Optional.ofNullable(session.getNote(NOTE + device))
                .flatMap(seal::open)
                .filter(text -> text.startsWith(bound))
                .map(text -> ClientAddress.parse(text.substring(bound.length()), Derivation.SESSION));
    }

    private String bound(String sessionId) {
        return device + SEPARATOR + sessionId + SEPARATOR;
    }
}
