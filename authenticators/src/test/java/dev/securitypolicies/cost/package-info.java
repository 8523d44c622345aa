/** What the pack costs: a server with it beside one without it, on the same machine, in turns. */
@NullMarked
package dev.securitypolicies.cost;

import org.jspecify.annotations.NullMarked;
