/** Addresses, ranges and sets of them as values. A pure leaf: no Keycloak, no I/O, no name resolution, no clock. */
@NullMarked
package dev.securitypolicies.ip;

import org.jspecify.annotations.NullMarked;
