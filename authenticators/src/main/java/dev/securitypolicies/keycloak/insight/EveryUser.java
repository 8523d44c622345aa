package dev.securitypolicies.keycloak.insight;

import dev.securitypolicies.keycloak.compat.ReadApart;
import java.util.List;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** All users of a realm but service accounts, page by page, each page in a session of its own. */
public final class EveryUser {

    /** With more, the session compares too many users with what they were, before every query. */
    private static final int PAGE = 50;

    private final KeycloakSession session;
    private final RealmModel realm;

    /** Of a realm. */
    public EveryUser(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** Looks at some of them, whose session ends then. */
    public interface Page {

        /** In this session, and with the realm as this session has it. */
        void look(KeycloakSession session, RealmModel realm, List<UserModel> users);
    }

    /** Looks at them until then in the nanoseconds of {@link System#nanoTime}, and says whether these were all. */
    public boolean look(long deadline, Page page) {
        ReadApart apart = new ReadApart(session, realm);
        boolean more = true;
        for (int first = 0; more && System.nanoTime() - deadline < 0; first += PAGE) {
            int from = first;
            more = apart.read((own, same) -> {
                List<UserModel> users = own.users()
                        .searchForUserStream(same, Map.of(UserModel.INCLUDE_SERVICE_ACCOUNT, "false"), from, PAGE)
                        .toList();
                page.look(own, same, users);
                return !users.isEmpty();
            });
        }
        return !more;
    }
}
