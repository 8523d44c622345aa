package dev.securitypolicies.keycloak.realm;

import dev.securitypolicies.keycloak.compat.StoredSetUps;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;

/** Keeps the pack's required actions registered, switched on and first in a realm, whatever an admin or a tool does to them. */
public final class RequiredActionRegistration {

    /** The id of the gate, as realms store it. */
    public static final String GATE = "security-policy-gate";

    /** What the admin console calls the gate. */
    public static final String GATE_NAME = "Security policies";

    /** The id of the enrolment, as realms store it. */
    public static final String ENROLMENT = "security-policy-enrol";

    /** What the admin console calls the enrolment. */
    public static final String ENROLMENT_NAME = "Set up two-factor authentication";

    private static final List<Registration> REGISTRATIONS =
            List.of(new Registration(GATE, GATE_NAME, -1_000), new Registration(ENROLMENT, ENROLMENT_NAME, -999));
    private static final int NEXT = -998;
    private static final Set<String> IDS =
            REGISTRATIONS.stream().map(Registration::id).collect(Collectors.toSet());

    private RequiredActionRegistration() {}

    /** The ids of the realms for which there is nothing to do. */
    static Set<String> complete(StoredSetUps stored) {
        Set<String> complete = new HashSet<>(stored.realms().keySet());
        REGISTRATIONS.forEach(action -> complete.retainAll(stored.withAction(action.id, action.priority)));
        complete.removeAll(stored.withActionBefore(NEXT, IDS));
        return complete;
    }

    /** Registers what is missing, disabled or out of order; tells whether there was anything to do. */
    static boolean ensure(RealmModel realm) {
        boolean changed = false;
        for (Registration registration : REGISTRATIONS) {
            changed |= ensure(realm, registration);
        }
        realm.getRequiredActionProvidersStream()
                .filter(other -> !IDS.contains(other.getAlias()) && other.getPriority() < NEXT)
                .toList()
                .forEach(other -> {
                    other.setPriority(NEXT);
                    realm.updateRequiredActionProvider(other);
                });
        return changed;
    }

    private static boolean ensure(RealmModel realm, Registration registration) {
        RequiredActionProviderModel action = realm.getRequiredActionProviderByAlias(registration.id);
        if (action == null) {
            RequiredActionProviderModel fresh = new RequiredActionProviderModel();
            fresh.setAlias(registration.id);
            realm.addRequiredActionProvider(registration.applyTo(fresh));
            return true;
        }
        boolean fits = action.isEnabled()
                && !action.isDefaultAction()
                && action.getPriority() == registration.priority
                && registration.id.equals(action.getProviderId());
        if (!fits) {
            realm.updateRequiredActionProvider(registration.applyTo(action));
        }
        return !fits;
    }

    private record Registration(String id, String name, int priority) {

        RequiredActionProviderModel applyTo(RequiredActionProviderModel action) {
            action.setProviderId(id);
            action.setName(name);
            action.setEnabled(true);
            action.setDefaultAction(false);
            action.setPriority(priority);
            return action;
        }
    }
}
