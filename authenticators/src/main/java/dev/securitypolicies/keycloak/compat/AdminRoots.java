package dev.securitypolicies.keycloak.compat;

import java.util.Set;
import org.keycloak.services.resources.admin.AdminRoot;

/** The roots of the admin API, of every version of it. */
public final class AdminRoots {

    /** The root of admin API v2 lives in an artifact that is not on every server, so it is known by name. */
    static final String SECOND = "DefaultAdminRootV2";

    private static final Set<String> NAMES = Set.of(AdminRoot.class.getSimpleName(), SECOND);

    private static final ClassValue<Boolean> KNOWN = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return isBelowRoot(type);
        }
    };

    private AdminRoots() {}

    /** Whether a class is a root; the container may hand out generated subclasses. */
    public static boolean contain(Class<?> type) {
        return KNOWN.get(type);
    }

    private static boolean isBelowRoot(Class<?> type) {
        for (Class<?> up = type; up != null; up = up.getSuperclass()) {
            if (NAMES.contains(up.getSimpleName())) {
                return true;
            }
        }
        return false;
    }
}
