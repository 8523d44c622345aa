/** The door of Keycloak's account API. */
@NullMarked
package dev.securitypolicies.keycloak.account;

import org.jspecify.annotations.NullMarked;
