/** What a policy sets in the realm itself when it changes: session lifetimes and the browser flow. */
@NullMarked
package dev.securitypolicies.keycloak.settings;

import org.jspecify.annotations.NullMarked;
