package dev.securitypolicies.decision;

import dev.securitypolicies.ip.ClientAddress;
import dev.securitypolicies.ip.ClientAddress.Derivation;
import java.util.List;
import java.util.Optional;

/**
 * Whose address counts for a response with tokens. A public client runs where its user is, so the request's address counts. A
 * confidential client runs in a data centre, so its user's last browser step counts, except for an offline token: nobody is
 * there, and one login from inside must not last for ever.
 *
 * @param own the address of the request
 * @param browser the address of the user's last browser step in the session; empty if there was none
 * @param approval the address of the browser that approved a device; empty if nobody knows
 */
public record AddressSource(ClientAddress own, Optional<ClientAddress> browser, Optional<ClientAddress> approval) {

    /** What a response with tokens answers. */
    public enum Answers {
        /** A browser, or a client that acts for itself or passes on a password: nobody else is there. */
        THE_REQUEST,
        /** A client that redeems a code or a refresh token, or asks for more on behalf of its user. */
        A_CLIENT,
        /** A device that a browser has approved. */
        A_DEVICE,
        /** A grant that the pack does not know: every address that could count does. */
        AN_UNKNOWN_GRANT
    }

    /** What an admin has chosen for a client, with `securityPolicy.addressSource`. */
    public enum Choice {
        /** The user's last browser step. */
        SESSION,
        /** The request. */
        REQUEST,
        /** Nothing, or nothing that can be read: what the kind of client suggests. */
        NONE
    }

    /**
     * The client that asks.
     *
     * @param isPublic whether it runs where its user is
     * @param choice what an admin has chosen for it
     * @param offline whether it asks with an offline token, or for a session that lives on without its user
     */
    public record Client(boolean isPublic, Choice choice, boolean offline) {

        /** Whether the user's last browser step counts; a public client may choose it for its offline tokens only. */
        public boolean usesSession() {
            if (isPublic && !offline) {
                return false;
            }
            return switch (choice) {
                case SESSION -> true;
                case REQUEST -> false;
                case NONE -> !isPublic && !offline;
            };
        }
    }

    /** The address to decide for. */
    public PolicyAddress of(Answers answers, Client client) {
        return switch (answers) {
            case THE_REQUEST -> PolicyAddress.of(own);
            case A_CLIENT -> PolicyAddress.of(client.usesSession() ? browser.orElse(own) : own);
            case A_DEVICE ->
                new PolicyAddress(List.of(approval.orElseGet(() -> ClientAddress.unknown(Derivation.SESSION, 0)), own));
            case AN_UNKNOWN_GRANT ->
                browser.map(step -> PolicyAddress.of(step).and(PolicyAddress.of(own)))
                        .orElseGet(() -> PolicyAddress.of(own));
        };
    }
}
