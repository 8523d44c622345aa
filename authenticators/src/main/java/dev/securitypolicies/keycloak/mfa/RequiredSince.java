package dev.securitypolicies.keycloak.mfa;

import dev.securitypolicies.keycloak.subject.UserAttributes;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.keycloak.common.util.Time;
import org.keycloak.models.UserModel;
import org.keycloak.models.light.LightweightUserAdapter;

/**
 * When R8 first applied to a user, by the server's clock. It is written once, so that neither a change of roles nor a reset of
 * the factor nor switching the rule off and on starts the grace period anew.
 */
final class RequiredSince {

    private static final long LONG_AGO = 0;

    private final UserModel user;

    RequiredSince(UserModel user) {
        this.user = user;
    }

    /**
     * Seconds since the epoch; what cannot be read or written gives no grace.
     *
     * @param start whether a user without a beginning gets one now; else now is what it would be
     */
    long startOrRead(boolean start) {
        Optional<String> text = UserAttributes.MFA_REQUIRED_SINCE.one(user);
        if (text.isEmpty()) {
            return start ? start() : now();
        }
        try {
            return Instant.parse(text.get()).getEpochSecond();
        } catch (DateTimeParseException e) {
            return LONG_AGO;
        }
    }

    private long start() {
        long now = now();
        UserAttributes.MFA_REQUIRED_SINCE.set(
                user, List.of(Instant.ofEpochSecond(now).toString()));
        // a user of one login only is not remembered; then every login would be the first
        return LightweightUserAdapter.isLightweightUser(user) ? LONG_AGO : now;
    }

    private static long now() {
        return Time.currentTimeMillis() / 1_000;
    }
}
