/** What the pack prepares in a realm, and puts back when it is changed. */
@NullMarked
package dev.securitypolicies.keycloak.realm;

import org.jspecify.annotations.NullMarked;
