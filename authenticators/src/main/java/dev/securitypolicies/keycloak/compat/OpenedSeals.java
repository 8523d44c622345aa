package dev.securitypolicies.keycloak.compat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * What was opened lately: the note of a session and the claim of a token are presented again with every request, and to decipher them is most of what reading them costs.
 * A fixed number of places, each taken by whatever short text came last, so that nobody's texts make it grow. Only with the very key that has opened a text it is opened again.
 */
final class OpenedSeals {

    /** A power of two. */
    private static final int PLACES = 1 << 12;

    /** Notes and claims have some hundred characters; a claim that lists thousands of roles is not kept. */
    private static final int LONGEST = 2_048;

    private final AtomicReferenceArray<@Nullable Opened> places = new AtomicReferenceArray<>(PLACES);

    private record Opened(SecretKey key, String purpose, String sealed, String text) {

        boolean isOf(SecretKey otherKey, String otherPurpose, String otherSealed) {
            return sealed.equals(otherSealed) && purpose.equals(otherPurpose) && key.equals(otherKey);
        }
    }

    /** The text that this key has opened for this purpose; empty if that was never, or is forgotten. */
    Optional<String> find(SecretKey key, String purpose, String sealed) {
        Opened opened = places.get(place(sealed));
        return opened != null && opened.isOf(key, purpose, sealed) ? Optional.of(opened.text) : Optional.empty();
    }

    void remember(SecretKey key, String purpose, String sealed, String text) {
        if (sealed.length() <= LONGEST) {
            places.set(place(sealed), new Opened(key, purpose, sealed, text));
        }
    }

    private static int place(String sealed) {
        int hash = sealed.hashCode();
        return (hash ^ (hash >>> 16)) & (PLACES - 1);
    }
}
