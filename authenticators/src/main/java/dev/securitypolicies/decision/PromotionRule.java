package dev.securitypolicies.decision;

import dev.securitypolicies.policy.SuperAdminPolicy;
import java.util.Collection;
import java.util.Optional;

/** R10: who becomes super admin. */
public final class PromotionRule {

    private PromotionRule() {}

    /**
     * Whether a user with this verified e-mail is listed. Letters A to Z count in either case, since Keycloak keeps e-mails in
     * lower case; every other character must be the very same, so that a look-alike is somebody else.
     */
    public static boolean lists(SuperAdminPolicy policy, String email) {
        String folded = fold(email);
        return policy.emails().stream().anyMatch(listed -> fold(listed).equals(folded));
    }

    /**
     * Whether "verified" is about this very address: either nobody but Keycloak and listed providers could have written the
     * address, or it is the one that was verified before anybody else could.
     *
     * @param email the address as it is now
     * @param writers the names of the providers that could have written it
     * @param trusted the listed providers
     * @param verifiedBefore the address that was verified when the first unlisted one could have written another
     */
    public static boolean isProven(
            String email, Collection<String> writers, Collection<String> trusted, Optional<String> verifiedBefore) {
        return trusted.containsAll(writers)
                || verifiedBefore
                        .filter(before -> fold(before).equals(fold(email)))
                        .isPresent();
    }

    private static String fold(String email) {
        StringBuilder folded = new StringBuilder(email.length());
        for (int i = 0; i < email.length(); i++) {
            char letter = email.charAt(i);
            folded.append(letter >= 'A' && letter <= 'Z' ? (char) (letter - 'A' + 'a') : letter);
        }
        return folded.toString();
    }
}
