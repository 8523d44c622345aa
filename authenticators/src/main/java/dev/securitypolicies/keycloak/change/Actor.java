package dev.securitypolicies.keycloak.change;

import dev.securitypolicies.ip.ClientAddress;
import java.util.Optional;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.AuthDetails;

/**
 * Who changed something, from where and through which door.
 *
 * @param account the admin's account; empty if nobody is known
 * @param address the decided address
 * @param door `admin-api`; `client-registration`: a client itself; `import`: a realm file read by the server; `timeout`: a change that
 *     was not confirmed; `direct`: found later, by comparison
 */
record Actor(Optional<AuthDetails> account, ClientAddress address, String door) {

    private static final ClientAddress NOWHERE = ClientAddress.unknown(ClientAddress.Derivation.PEER, 0);

    static Actor of(AdminEvent event, ClientAddress address) {
        return new Actor(Optional.ofNullable(event.getAuthDetails()), address, "admin-api");
    }

    static Actor fileImport() {
        return new Actor(Optional.empty(), NOWHERE, "import");
    }

    /** A client that manages itself, with a token of its own. */
    static Actor client(ClientAddress address) {
        return new Actor(Optional.empty(), address, "client-registration");
    }

    /** Nobody confirmed a change in time. */
    static Actor timeout() {
        return new Actor(Optional.empty(), NOWHERE, "timeout");
    }

    /** Somebody wrote to the database, or the pack was not there to see it. */
    static Actor drift() {
        return new Actor(Optional.empty(), NOWHERE, "direct");
    }
}
