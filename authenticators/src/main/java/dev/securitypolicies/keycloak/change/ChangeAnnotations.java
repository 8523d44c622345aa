package dev.securitypolicies.keycloak.change;

import java.util.HashMap;
import java.util.Map;
import org.keycloak.models.KeycloakSession;

/** What an admin has said about the change they are making, kept for its record for the length of the request. */
public final class ChangeAnnotations {

    private static final String MEMORY = "securityPolicy.remarks";

    private ChangeAnnotations() {}

    /** Adds a detail to the record of whatever the current request changes. */
    public static void add(KeycloakSession session, String detail, String value) {
        Map<String, String> remarks = new HashMap<>(of(session));
        remarks.put(detail, value);
        session.setAttribute(MEMORY, remarks);
    }

    @SuppressWarnings("unchecked")
    static Map<String, String> of(KeycloakSession session) {
        Object remarks = session.getAttribute(MEMORY);
        return remarks == null ? Map.of() : (Map<String, String>) remarks;
    }
}
