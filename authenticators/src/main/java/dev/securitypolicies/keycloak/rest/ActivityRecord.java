package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.keycloak.representation.ActivityRepresentation.Entry;
import org.jspecify.annotations.Nullable;

/**
 * An event of the store.
 *
 * @param time in milliseconds since the epoch
 * @param id the event's
 * @param entry what the activity says of it; null if it is not the pack's
 */
record ActivityRecord(long time, String id, @Nullable Entry entry) {}
