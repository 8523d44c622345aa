package dev.securitypolicies.keycloak.mfa;

import dev.securitypolicies.keycloak.compat.RealmSeal;
import dev.securitypolicies.keycloak.subject.UserAttributes;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * The address that Keycloak itself has verified (R10): by a link in a mail, or before anybody else could write the user's e-mail.
 * It is sealed for this user, so that no mapper of a provider can write one.
 */
public final class VerifiedEmail {

    private static final String PURPOSE = "verified-email";
    private static final String SEPARATOR = " ";

    private final RealmSeal seal;

    /** The addresses of users of the realm that the current request is about. */
    public VerifiedEmail(KeycloakSession session) {
        this.seal = new RealmSeal(session, session.getContext().getRealm(), PURPOSE);
    }

    /** Keeps the user's present address as the verified one. */
    public void keep(UserModel user) {
        if (user.getEmail() != null) {
            String text = user.getId() + SEPARATOR + user.getEmail();
            UserAttributes.VERIFIED_EMAIL.set(user, List.of(seal.seal(text)));
        }
    }

    /** The verified address; empty if there is none, if somebody else wrote it, and once the realm has lost the key. */
    public Optional<String> of(UserModel user) {
        String prefix = user.getId() + SEPARATOR;
        return UserAttributes.VERIFIED_EMAIL
                .one(user)
                .flatMap(seal::open)
                .filter(text -> text.startsWith(prefix))
                .map(text -> text.substring(prefix.length()));
    }
}
