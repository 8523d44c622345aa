/** A walk of random steps through a real server, held against a slow model of the rules. */
@NullMarked
package dev.securitypolicies.walk;

import org.jspecify.annotations.NullMarked;
