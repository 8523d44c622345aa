package dev.securitypolicies.architecture.broken.keycloak.engine;

import dev.securitypolicies.architecture.broken.keycloak.spi.KnowsTheEngine;
import java.util.Optional;

/** The other half of a cycle. */
public final class KnowsTheContract {
    Optional<KnowsTheEngine> other = Optional.empty();
}
