package dev.securitypolicies.keycloak.mfa;

import org.keycloak.models.UserSessionModel;

/** What is noted of a session when something is issued for it without a factor. A mark only ever takes away, so anybody may set it. */
public enum SessionMark {
    /** It was used while the set-up of a factor was put off. */
    PROVISIONAL("securityPolicy.provisional"),
    /** It was used without the factor because of the address it was used from (R16). */
    EXEMPTED("securityPolicy.exempted");

    private final String note;

    SessionMark(String note) {
        this.note = note;
    }

    /** Marks the session. */
    public void put(UserSessionModel userSession) {
        if (!isOn(userSession)) {
            userSession.setNote(note, "true");
        }
    }

    boolean isOn(UserSessionModel userSession) {
        return userSession.getNote(note) != null;
    }
}
