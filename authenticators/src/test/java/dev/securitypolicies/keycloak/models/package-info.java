/** What Keycloak keeps in its database and caches, for tests without a server. */
@NullMarked
package dev.securitypolicies.keycloak.models;

import org.jspecify.annotations.NullMarked;
