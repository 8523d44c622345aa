/** The door of dynamic client registration. */
@NullMarked
package dev.securitypolicies.keycloak.registration;

import org.jspecify.annotations.NullMarked;
