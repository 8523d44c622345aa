package dev.securitypolicies.keycloak.compat;

import java.util.Optional;

/** The version of the pack, as the manifest of its jar says it: for the log, the status and the page. */
public final class PackVersion {

    private PackVersion() {}

    /** Such as `1.2.0`; `unknown` where the classes come from no jar, as in a development environment. */
    public static String text() {
        return Optional.ofNullable(PackVersion.class.getPackage().getImplementationVersion())
                .orElse("unknown");
    }
}
