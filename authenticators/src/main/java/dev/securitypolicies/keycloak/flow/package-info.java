/** What an authentication flow can ask for, and the copy that asks for every kind of factor. */
@NullMarked
package dev.securitypolicies.keycloak.flow;

import org.jspecify.annotations.NullMarked;
