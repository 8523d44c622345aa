package dev.securitypolicies.keycloak.login;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;

/** Keeps the pack's required actions registered, switched on and first in a realm, whatever an admin or a tool does to them. */
final class GateHinges {

    private static final List<Hinge> HINGES = List.of(
            new Hinge(GateFactory.ID, GateFactory.NAME, -1_000),
            new Hinge(EnrolActionFactory.ID, EnrolActionFactory.NAME, -999));
    private static final int NEXT = -998;
    private static final Set<String> IDS = HINGES.stream().map(Hinge::id).collect(Collectors.toSet());

    private GateHinges() {}

    /** Hangs what does not hang right; tells whether there was anything to do. */
    static boolean hang(RealmModel realm) {
        boolean changed = false;
        for (Hinge hinge : HINGES) {
            changed |= hang(realm, hinge);
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

    private static boolean hang(RealmModel realm, Hinge hinge) {
        RequiredActionProviderModel action = realm.getRequiredActionProviderByAlias(hinge.id);
        if (action == null) {
            RequiredActionProviderModel fresh = new RequiredActionProviderModel();
            fresh.setAlias(hinge.id);
            realm.addRequiredActionProvider(hinge.fit(fresh));
            return true;
        }
        boolean fits = action.isEnabled()
                && !action.isDefaultAction()
                && action.getPriority() == hinge.priority
                && hinge.id.equals(action.getProviderId());
        if (!fits) {
            realm.updateRequiredActionProvider(hinge.fit(action));
        }
        return !fits;
    }

    private record Hinge(String id, String name, int priority) {

        RequiredActionProviderModel fit(RequiredActionProviderModel action) {
            action.setProviderId(id);
            action.setName(name);
            action.setEnabled(true);
            action.setDefaultAction(false);
            action.setPriority(priority);
            return action;
        }
    }
}
