/** What happens when parts of an installation fail, on two nodes under load: what may go wrong then, and what never does. */
@NullMarked
package dev.securitypolicies.faults;

import org.jspecify.annotations.NullMarked;
