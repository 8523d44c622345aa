/** What the pack keeps about a realm: its attributes as they are in force, and what a component remembers. */
@NullMarked
package dev.securitypolicies.keycloak.store;

import org.jspecify.annotations.NullMarked;
