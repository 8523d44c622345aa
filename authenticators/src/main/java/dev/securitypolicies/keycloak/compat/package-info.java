/** What the pack needs of Keycloak's inside and may move with a version: small classes, each with one such thing behind it. */
@NullMarked
package dev.securitypolicies.keycloak.compat;

import org.jspecify.annotations.NullMarked;
