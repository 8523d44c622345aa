package dev.securitypolicies.policy;

import java.util.OptionalInt;

/**
 * The compiled policy of one realm.
 *
 * @param mode whether decisions are enforced or only recorded (R14)
 * @param ip the IP restrictions
 * @param mfa the required factor
 * @param ssoForced whether local credentials are refused (R6)
 * @param sessionLifetimeMinutes how long a session lives, 5 to 43200 (R9); empty: as the realm says
 * @param superAdmin who becomes super admin (R10)
 */
public record SecurityPolicy(
        Mode mode,
        IpPolicy ip,
        MfaPolicy mfa,
        boolean ssoForced,
        OptionalInt sessionLifetimeMinutes,
        SuperAdminPolicy superAdmin) {

    /** The policy of a realm without attributes of the pack: nothing is restricted. */
    public static final SecurityPolicy NONE = new SecurityPolicy(
            Mode.ENFORCE, IpPolicy.NONE, MfaPolicy.NONE, false, OptionalInt.empty(), SuperAdminPolicy.NONE);

    static SecurityPolicy read(ScalarReader scalars, ListReader lists) {
        return new SecurityPolicy(
                scalars.choice(Setting.MODE),
                IpPolicy.read(scalars, lists),
                MfaPolicy.read(scalars, lists),
                scalars.flag(Setting.SSO_FORCED),
                scalars.number(Setting.SESSION_LIFETIME_MINUTES),
                SuperAdminPolicy.read(scalars, lists));
    }

    /** The realm as a tenant, as its organizations are (R17). */
    public Subscriber subscriber() {
        return Subscriber.of(ip, mfa);
    }

    /** What becomes of a decision. */
    public enum Mode {
        /** It is carried out and recorded. */
        ENFORCE,
        /** It is recorded only (R14). */
        REPORT_ONLY
    }

    /** Whether the policy both demands a second factor of anybody and enforces what it demands. */
    public boolean enforcesFactor() {
        return mode == Mode.ENFORCE && mfa.demandsAnything();
    }
}
