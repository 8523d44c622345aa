/** What deserves the attention of an admin and cannot be seen in the policy alone. */
@NullMarked
package dev.securitypolicies.keycloak.findings;

import org.jspecify.annotations.NullMarked;
