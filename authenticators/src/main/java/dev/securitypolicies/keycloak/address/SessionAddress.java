package dev.securitypolicies.keycloak.address;

import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.ip.ClientAddress;
import dev.securitypolicies.ip.ClientAddress.Derivation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The addresses that sessions remember, as notes: of the user's last browser step, and of the decisions at issue. */
public final class SessionAddress {

    private static final String BROWSER = "securityPolicy.browserAddress";
    private static final String ISSUE = "securityPolicy.issueAddress";
    private static final String SEPARATOR = " ";
    private static final int MOST_ISSUES = 8;

    private SessionAddress() {}

    /** Remembers a browser step; the note reaches the user session when the login succeeds, and not otherwise. */
    public static void rememberBrowser(AuthenticationSessionModel session, ClientAddress address) {
        session.setUserSessionNote(BROWSER, address.text());
    }

    /** The address of the user's last browser step; empty if the session had none, or is older than the pack. */
    public static Optional<ClientAddress> browser(UserSessionModel session) {
        return Optional.ofNullable(session.getNote(BROWSER)).map(text -> ClientAddress.parse(text, Derivation.SESSION));
    }

    /**
     * Remembers for which address the tokens of a client were issued, and since when; a token issued before keeps the address
     * it had. Writes only what is new.
     *
     * @param issuedAt seconds since the epoch
     */
    public static void rememberIssue(AuthenticatedClientSessionModel session, PolicyAddress address, long issuedAt) {
        List<Issue> issues = new ArrayList<>(issues(session));
        List<ClientAddress> addresses = address.addresses();
        boolean known =
                !issues.isEmpty() && issues.get(issues.size() - 1).text().equals(Issue.text(addresses));
        if (!known) {
            issues.add(new Issue(issuedAt, addresses));
            session.setNote(
                    ISSUE,
                    issues.subList(Math.max(0, issues.size() - MOST_ISSUES), issues.size()).stream()
                            .map(Issue::note)
                            .collect(Collectors.joining(SEPARATOR)));
        }
    }

    /**
     * For which address a token was issued; empty if the client session does not know. Where the second of issue does not tell
     * between several, all of them count.
     *
     * @param issuedAt seconds since the epoch
     */
    public static Optional<PolicyAddress> issue(AuthenticatedClientSessionModel session, long issuedAt) {
        List<Issue> issues = issues(session);
        long since = issues.stream()
                .mapToLong(Issue::since)
                .filter(start -> start < issuedAt)
                .max()
                .orElse(Long.MIN_VALUE);
        boolean older = since == Long.MIN_VALUE;
        List<ClientAddress> possible = issues.stream()
                .filter(issue -> older || (issue.since() >= since && issue.since() <= issuedAt))
                .flatMap(issue -> issue.addresses().stream())
                .distinct()
                .toList();
        return possible.isEmpty() ? Optional.empty() : Optional.of(new PolicyAddress(possible));
    }

    private static List<Issue> issues(AuthenticatedClientSessionModel session) {
        return Optional.ofNullable(session.getNote(ISSUE))
                .map(note -> List.of(note.split(SEPARATOR, -1)).stream()
                        .map(Issue::parse)
                        .toList())
                .orElse(List.of());
    }

    /** Since when tokens are issued for which addresses; in a note `1700000000@10.15.1.11,192.0.2.80`. */
    private record Issue(long since, List<ClientAddress> addresses) {

        static Issue parse(String note) {
            int at = note.indexOf('@');
            return new Issue(
                    Long.parseLong(note.substring(0, at)),
                    List.of(note.substring(at + 1).split(",", -1)).stream()
                            .map(part -> ClientAddress.parse(part, Derivation.ISSUE))
                            .toList());
        }

        static String text(List<ClientAddress> addresses) {
            return addresses.stream().map(ClientAddress::text).collect(Collectors.joining(","));
        }

        String text() {
            return text(addresses);
        }

        String note() {
            return since + "@" + text();
        }
    }
}
