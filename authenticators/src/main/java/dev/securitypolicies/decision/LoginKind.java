package dev.securitypolicies.decision;

import java.util.Locale;

/** How somebody has logged in, as far as R6 and R8 care. */
public enum LoginKind {
    /**
     * By credentials of this realm: a password, a link in an e-mail, a passkey, a direct grant. A login through a provider
     * whose account was linked by such a credential is one as well (R6).
     */
    LOCAL,
    /** Through an identity provider, or by the ticket of a directory (Kerberos). */
    BROKERED,
    /** By a session that exists already: how that one began was judged then. */
    EXISTING_SESSION,
    /** A client acting for itself. */
    SERVICE_ACCOUNT,
    /** An administrator acting for the user. */
    IMPERSONATION;

    /** The stable code, as it stands in records. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
