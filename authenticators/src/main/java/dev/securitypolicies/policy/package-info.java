/**
 * The policy of a realm as an immutable value, and the codec that reads it from realm attributes and writes it back. Pure:
 * no Keycloak, no I/O, no clock.
 */
@NullMarked
package dev.securitypolicies.policy;

import org.jspecify.annotations.NullMarked;
