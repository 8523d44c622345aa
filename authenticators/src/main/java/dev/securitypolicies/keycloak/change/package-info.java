/** R12: how a change of a setting, a user, a group or a client is noticed and recorded. */
@NullMarked
package dev.securitypolicies.keycloak.change;

import org.jspecify.annotations.NullMarked;
