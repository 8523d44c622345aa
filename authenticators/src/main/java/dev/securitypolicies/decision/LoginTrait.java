package dev.securitypolicies.decision;

/** What matters of a login in progress, beside the credentials. */
public enum LoginTrait {
    /** A session that exists already vouches for the user. */
    SSO,
    /** Nobody can be shown a page (`prompt=none`, IsPassive). */
    SILENT,
    /** It ends with a page that says so, and not with a session, as the links in an administrator's e-mails do. */
    ENDS_WITHOUT_SESSION,
    /** A link in an e-mail is all that the user has shown. */
    BY_RESET_LINK,
    /** A set-up page for a factor waits for the user, by whoever asked for it. */
    FACTOR_SET_UP_PENDING,
    /** A factor is about to be set up or removed, by whoever asked for it. */
    FACTOR_CHANGE_PENDING,
    /** A new password is to be chosen. */
    PASSWORD_UPDATE_PENDING,
    /** The user has put the set-up of a factor off during this login. */
    SET_UP_POSTPONED
}
