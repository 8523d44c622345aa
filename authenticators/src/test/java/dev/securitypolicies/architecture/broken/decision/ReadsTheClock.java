package dev.securitypolicies.architecture.broken.decision;

import org.keycloak.models.RealmModel;

/** Breaks the rules of the core on purpose. */
public final class ReadsTheClock {

    long now(RealmModel realm) {
        return realm.getId().length() + System.currentTimeMillis();
    }
}
