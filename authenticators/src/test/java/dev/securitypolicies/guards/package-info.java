/** Every guard of every door, and the test that is red without it. */
@NullMarked
package dev.securitypolicies.guards;

import org.jspecify.annotations.NullMarked;
