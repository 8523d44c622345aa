package dev.securitypolicies.keycloak.theme;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.theme.DefaultThemeSelectorProvider;
import org.keycloak.theme.Theme;

/** Keycloak's choice of themes, with another default for the admin console. */
final class ConsoleThemeSelector extends DefaultThemeSelectorProvider {

    private static final String THEME = "security-policies";

    private final KeycloakSession session;

    ConsoleThemeSelector(KeycloakSession session) {
        super(session);
        this.session = session;
    }

    /** Only where the jar with the theme is there, and where the server has no default theme of its own choice. */
    @Override
    public String getDefaultThemeName(Theme.Type type) {
        boolean chosen = Config.scope("theme").get("default") != null;
        boolean page = type == Theme.Type.ADMIN
                && !chosen
                && session.theme().nameSet(type).contains(THEME);
        return page ? THEME : super.getDefaultThemeName(type);
    }
}
