/** The token door: refresh, every other token response, and every claim that names roles. */
@NullMarked
package dev.securitypolicies.keycloak.token;

import org.jspecify.annotations.NullMarked;
