package dev.securitypolicies.decision;

import dev.securitypolicies.policy.SuperAdminPolicy;
import java.util.Collection;

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
     * Whether "verified" can be relied on: whoever vouches for e-mails in this realm, beside Keycloak itself, must be listed.
     *
     * @param vouching the names of the providers that could have vouched for the user's e-mail
     * @param trusted the listed providers
     */
    public static boolean relies(Collection<String> vouching, Collection<String> trusted) {
        return trusted.containsAll(vouching);
    }

    private static String fold(String email) {
        StringBuilder folded = new StringBuilder(email.length());
        email.chars()
                .map(character -> character >= 'A' && character <= 'Z' ? character + ('a' - 'A') : character)
                .forEach(character -> folded.append((char) character));
        return folded.toString();
    }
}
