package dev.securitypolicies.keycloak.spi;

/**
 * Whether organizations of a realm ask anything of their members (R17), so that a realm in which none does pays for none.
 *
 * @param lists whether any carries a list
 * @param factors whether any carries the switch for a second factor, on or off
 */
public record Tenants(boolean lists, boolean factors) {

    /** None asks anything. */
    public static final Tenants NONE = new Tenants(false, false);

    /** Whether any asks anything. */
    public boolean ask() {
        return lists || factors;
    }
}
