/** The second factor (R8), as all doors see it: who needs one, who has one, and what was performed. */
@NullMarked
package dev.securitypolicies.keycloak.mfa;

import org.jspecify.annotations.NullMarked;
