/** The admin API of the pack: representations in, decisions and records out. */
@NullMarked
package dev.securitypolicies.keycloak.rest;

import org.jspecify.annotations.NullMarked;
