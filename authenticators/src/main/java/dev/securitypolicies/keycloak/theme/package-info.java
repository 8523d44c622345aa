/** Makes the admin console show the page of the pack, without any setting. */
@NullMarked
package dev.securitypolicies.keycloak.theme;

import org.jspecify.annotations.NullMarked;
