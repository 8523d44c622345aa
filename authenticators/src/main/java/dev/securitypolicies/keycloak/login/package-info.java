/** The login door: the gate that every interactive login passes, and its page. */
@NullMarked
package dev.securitypolicies.keycloak.login;

import org.jspecify.annotations.NullMarked;
