/** What is published of a version, and the check that it is whole. */
@NullMarked
package dev.securitypolicies.release;

import org.jspecify.annotations.NullMarked;
