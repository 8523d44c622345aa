package dev.securitypolicies.keycloak.compat;

import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.events.EventType;
import org.keycloak.models.RealmModel;

/** Which events a realm stores. Where no types are chosen, Keycloak stores those that it stores by default, logins among them. */
public final class EventTypes {

    private EventTypes() {}

    /** Whether events of this type are stored. */
    public static boolean isStored(RealmModel realm, EventType type) {
        Set<String> chosen = realm.getEnabledEventTypesStream().collect(Collectors.toSet());
        return realm.isEventsEnabled() && (chosen.isEmpty() ? type.isSaveByDefault() : chosen.contains(type.name()));
    }
}
