package dev.securitypolicies.keycloak.compat;

import org.keycloak.Config;
import org.keycloak.models.RealmModel;

/** The realm from which all others are administered. Its name is a setting of the server, and cannot change while that runs; Keycloak works it out anew whenever it is asked, at the price of many look-ups. */
public final class MasterRealm {

    private static final String NAME = Config.getAdminRealm();

    private MasterRealm() {}

    public static boolean is(RealmModel realm) {
        return realm.getName().equals(NAME);
    }

    public static String name() {
        return NAME;
    }
}
