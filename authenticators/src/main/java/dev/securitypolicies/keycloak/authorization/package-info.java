/** The door of Keycloak's authorization services: permissions rest on kept roles only. */
@NullMarked
package dev.securitypolicies.keycloak.authorization;

import org.jspecify.annotations.NullMarked;
