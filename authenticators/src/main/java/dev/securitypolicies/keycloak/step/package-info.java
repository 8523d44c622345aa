/** Conditions for flows of one's own: where the user is, and whether the policy requires a second factor of them there. */
@NullMarked
package dev.securitypolicies.keycloak.step;

import org.jspecify.annotations.NullMarked;
