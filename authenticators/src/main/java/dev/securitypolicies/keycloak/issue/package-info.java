/** The decision about a response with tokens or assertions: made once per request, so that all that is issued agrees. */
@NullMarked
package dev.securitypolicies.keycloak.issue;

import org.jspecify.annotations.NullMarked;
