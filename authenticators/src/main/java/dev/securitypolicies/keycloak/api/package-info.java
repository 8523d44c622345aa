/** The admin API: `/admin/realms/{realm}/security-policy`. */
@NullMarked
package dev.securitypolicies.keycloak.api;

import org.jspecify.annotations.NullMarked;
