package dev.securitypolicies.keycloak.events;

import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.decision.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * What a refused user can tell support, and support finds in the records: the same for the same user, address and reason, so that the
 * page needs to know nothing of the record. It tells nobody who does not know these anyway.
 */
public final class RefusalReference {

    private static final int BYTES = 4;

    private RefusalReference() {}

    /**
     * Eight letters and digits.
     *
     * @param user empty if nobody has logged in
     */
    public static String of(RealmModel realm, Optional<UserModel> user, PolicyAddress address, Reason reason) {
        return of(realm.getId(), user.map(UserModel::getId).orElse(""), address.text(), reason.code());
    }

    private static String of(String realm, String user, String address, String reason) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", realm, user, address, reason).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES).toUpperCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
