package dev.securitypolicies.keycloak.address;

import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.ip.ClientAddress;
import dev.securitypolicies.ip.ClientAddress.Derivation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The addresses that sessions remember, as notes: of the user's last browser step, and of the decision at issue. */
public final class SessionAddress {

    private static final String BROWSER = "securityPolicy.browserAddress";
    private static final String ISSUE = "securityPolicy.issueAddress";
    private static final String SEPARATOR = " ";

    private SessionAddress() {}

    /** Remembers a browser step; the note reaches the user session when the login succeeds, and not otherwise. */
    public static void rememberBrowser(AuthenticationSessionModel session, ClientAddress address) {
        session.setUserSessionNote(BROWSER, address.text());
    }

    /** The address of the user's last browser step; empty if the session had none, or is older than the pack. */
    public static Optional<ClientAddress> browser(UserSessionModel session) {
        return Optional.ofNullable(session.getNote(BROWSER)).map(text -> ClientAddress.parse(text, Derivation.SESSION));
    }

    /** Remembers what the tokens of a client were issued for; writes only what is new. */
    public static void rememberIssue(AuthenticatedClientSessionModel session, PolicyAddress address) {
        String text = address.addresses().stream().map(ClientAddress::text).collect(Collectors.joining(SEPARATOR));
        if (!text.equals(session.getNote(ISSUE))) {
            session.setNote(ISSUE, text);
        }
    }

    /** What the tokens of a client were issued for; empty if the client session does not know. */
    public static Optional<PolicyAddress> issue(AuthenticatedClientSessionModel session) {
        return Optional.ofNullable(session.getNote(ISSUE))
                .map(text -> List.of(text.split(SEPARATOR, -1)).stream()
                        .map(part -> ClientAddress.parse(part, Derivation.ISSUE))
                        .toList())
                .map(PolicyAddress::new);
    }
}
