/** The real parts the tests stand on: Keycloak from its distribution, PostgreSQL, and clients that speak HTTP to them. */
@NullMarked
package dev.securitypolicies.server;

import org.jspecify.annotations.NullMarked;
