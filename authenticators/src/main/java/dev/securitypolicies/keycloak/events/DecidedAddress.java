package dev.securitypolicies.keycloak.events;

import dev.securitypolicies.decision.PolicyAddress;
import org.keycloak.events.EventBuilder;

/**
 * In Keycloak's own record of a login or refresh: the address that was decided for, with how it was worked out. What Keycloak itself records is the text of
 * a forwarding header, which a client can have written; so without it nobody can tell later from where a login really came.
 */
public final class DecidedAddress {

    private DecidedAddress() {}

    /** Adds it to an event that Keycloak is about to store. */
    public static void note(EventBuilder event, PolicyAddress address) {
        event.detail(RecordDetails.ADDRESS, address.text());
        event.detail(RecordDetails.ADDRESS_SOURCE, address.derivedFrom());
    }
}
