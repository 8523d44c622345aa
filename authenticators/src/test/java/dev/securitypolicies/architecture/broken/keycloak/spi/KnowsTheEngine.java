package dev.securitypolicies.architecture.broken.keycloak.spi;

import dev.securitypolicies.architecture.broken.keycloak.engine.KnowsTheContract;

/** Breaks the wall around the contract, and together with {@link KnowsTheContract} makes a cycle. */
public final class KnowsTheEngine {
    KnowsTheContract other = new KnowsTheContract();
}
