package dev.securitypolicies.architecture.broken.ip;

import dev.securitypolicies.architecture.broken.decision.ReadsTheClock;

/** Breaks "ip is a leaf" on purpose. */
final class KnowsThePolicy {

    ReadsTheClock decision = new ReadsTheClock();
}
