@NullMarked
package dev.securitypolicies;

import org.jspecify.annotations.NullMarked;
