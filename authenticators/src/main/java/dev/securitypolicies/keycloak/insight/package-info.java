/** What a change of the policy comes to: for addresses exactly, for people by what they did before. */
@NullMarked
package dev.securitypolicies.keycloak.insight;

import org.jspecify.annotations.NullMarked;
