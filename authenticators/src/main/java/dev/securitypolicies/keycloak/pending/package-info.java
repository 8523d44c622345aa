/** Changes of a policy that revert unless they are confirmed in time. */
@NullMarked
package dev.securitypolicies.keycloak.pending;

import org.jspecify.annotations.NullMarked;
