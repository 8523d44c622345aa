/** The admin door: the admin console and the admin REST API. */
@NullMarked
package dev.securitypolicies.keycloak.admin;

import org.jspecify.annotations.NullMarked;
