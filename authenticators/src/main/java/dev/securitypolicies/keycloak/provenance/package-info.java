/** R15: where a token comes from, how that travels with it, and what may therefore be made from it. */
@NullMarked
package dev.securitypolicies.keycloak.provenance;

import org.jspecify.annotations.NullMarked;
