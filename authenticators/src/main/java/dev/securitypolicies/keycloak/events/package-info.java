/** How decisions are counted, stored and logged. */
@NullMarked
package dev.securitypolicies.keycloak.events;

import org.jspecify.annotations.NullMarked;
