/** What a refused person sees, and what a refused application reads. */
@NullMarked
package dev.securitypolicies.keycloak.page;

import org.jspecify.annotations.NullMarked;
