/** Records in Keycloak's event store and in the server log. */
@NullMarked
package dev.securitypolicies.keycloak.audit;

import org.jspecify.annotations.NullMarked;
