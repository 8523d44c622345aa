/** The default provider of the contract: compiled policies, server options, break-glass. */
@NullMarked
package dev.securitypolicies.keycloak.engine;

import org.jspecify.annotations.NullMarked;
