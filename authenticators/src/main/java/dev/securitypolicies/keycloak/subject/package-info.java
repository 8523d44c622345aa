/** Users of Keycloak as the subjects of decisions. */
@NullMarked
package dev.securitypolicies.keycloak.subject;

import org.jspecify.annotations.NullMarked;
