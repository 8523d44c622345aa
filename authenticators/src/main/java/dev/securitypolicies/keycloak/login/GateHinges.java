package dev.securitypolicies.keycloak.login;

import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;

/** Keeps the gate registered, switched on and first in a realm, whatever an admin or a tool does to required actions. */
final class GateHinges {

    private static final int FIRST = -1_000;

    private GateHinges() {}

    /** Hangs the gate if it does not hang right; tells whether there was anything to do. */
    static boolean hang(RealmModel realm) {
        RequiredActionProviderModel gate = realm.getRequiredActionProviderByAlias(GateFactory.ID);
        if (gate == null) {
            RequiredActionProviderModel fresh = new RequiredActionProviderModel();
            fresh.setAlias(GateFactory.ID);
            realm.addRequiredActionProvider(fit(fresh));
            return true;
        }
        boolean fits = gate.isEnabled()
                && !gate.isDefaultAction()
                && gate.getPriority() == FIRST
                && GateFactory.ID.equals(gate.getProviderId());
        if (!fits) {
            realm.updateRequiredActionProvider(fit(gate));
        }
        realm.getRequiredActionProvidersStream()
                .filter(other -> !other.getAlias().equals(GateFactory.ID) && other.getPriority() <= FIRST)
                .toList()
                .forEach(other -> {
                    other.setPriority(FIRST + 1);
                    realm.updateRequiredActionProvider(other);
                });
        return !fits;
    }

    private static RequiredActionProviderModel fit(RequiredActionProviderModel gate) {
        gate.setProviderId(GateFactory.ID);
        gate.setName("Security policies");
        gate.setEnabled(true);
        gate.setDefaultAction(false);
        gate.setPriority(FIRST);
        return gate;
    }
}
