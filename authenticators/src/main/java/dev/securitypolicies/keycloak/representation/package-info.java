/** What the admin API says, as records: the one definition of its answers, of their description and of the page's types. */
@NullMarked
package dev.securitypolicies.keycloak.representation;

import org.jspecify.annotations.NullMarked;
