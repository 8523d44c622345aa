/** The one place that works out whose address a decision is made for. */
@NullMarked
package dev.securitypolicies.keycloak.address;

import org.jspecify.annotations.NullMarked;
