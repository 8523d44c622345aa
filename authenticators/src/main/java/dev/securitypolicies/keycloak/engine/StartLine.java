package dev.securitypolicies.keycloak.engine;

import dev.securitypolicies.ip.TrustedProxies;
import dev.securitypolicies.keycloak.compat.PackVersion;
import dev.securitypolicies.keycloak.compat.StoredSetUps;
import dev.securitypolicies.policy.Setting;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;

/** The one line that tells an operator that the pack is there, whose addresses it believes, and for whom it works. */
final class StartLine {

    private static final Logger LOG = Logger.getLogger("dev.securitypolicies.policy");

    private final TrustedProxies proxies;
    private final String trusted;

    /** The proxies with the option that names them, empty if none does. */
    StartLine(TrustedProxies proxies, String trusted) {
        this.proxies = proxies;
        this.trusted = trusted;
    }

    void log(KeycloakSession session) {
        StoredSetUps stored = new StoredSetUps(session);
        LOG.info(text(
                PackVersion.text(),
                stored.withAttribute(Setting.PREFIX),
                stored.realms().size()));
    }

    String text(String version, long withPolicy, long realms) {
        return "security policies " + version + ": " + withPolicy + " of " + realms
                + (realms == 1 ? " realm has" : " realms have") + " a policy; " + addresses();
    }

    private String addresses() {
        return switch (proxies.header()) {
            case NONE -> "client addresses are those of the connections";
            case X_FORWARDED_FOR, FORWARDED ->
                "client addresses are read from `" + proxies.header().headerName() + "` of "
                        + (proxies.anyPeer() ? "every peer" : "the trusted proxies `" + trusted + "`");
        };
    }
}
