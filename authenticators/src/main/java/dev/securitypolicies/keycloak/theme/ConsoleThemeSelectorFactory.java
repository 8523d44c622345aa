package dev.securitypolicies.keycloak.theme;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.theme.DefaultThemeSelectorProviderFactory;
import org.keycloak.theme.ThemeSelectorProvider;

/**
 * Chooses themes as Keycloak does, except that the pack's admin theme, an add-on to the stock one, is the default for the admin
 * console. A realm's own admin theme still wins. The server option `console-page` = `false` switches it off.
 */
public final class ConsoleThemeSelectorFactory extends DefaultThemeSelectorProviderFactory {

    private boolean on = true;

    @Override
    public String getId() {
        return "security-policy";
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public void init(Config.Scope config) {
        on = config.getBoolean("console-page", true);
    }

    @Override
    public ThemeSelectorProvider create(KeycloakSession session) {
        return on ? new ConsoleThemeSelector(session) : super.create(session);
    }
}
