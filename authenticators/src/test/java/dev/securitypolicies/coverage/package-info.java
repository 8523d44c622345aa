/** Which test covers which way in; {@code docs/coverage.md} is made from it. */
@NullMarked
package dev.securitypolicies.coverage;

import org.jspecify.annotations.NullMarked;
