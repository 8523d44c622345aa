/** The SAML door: every SAML response, and the roles in it. */
@NullMarked
package dev.securitypolicies.keycloak.saml;

import org.jspecify.annotations.NullMarked;
