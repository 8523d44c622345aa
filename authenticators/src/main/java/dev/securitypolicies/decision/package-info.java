/** What the policy means for one request: pure functions from a request to a decision that carries its reasons. */
@NullMarked
package dev.securitypolicies.decision;

import org.jspecify.annotations.NullMarked;
