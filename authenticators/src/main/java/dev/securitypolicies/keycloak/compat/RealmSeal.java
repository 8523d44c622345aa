package dev.securitypolicies.keycloak.compat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Text that only this realm's servers can write and read: AES-GCM with the realm's own encryption key. Session notes and claims
 * can be written by mappers, and so by administrators of less than the realm; what is sealed they can neither write nor change.
 * Whoever seals binds the text to its place, by the purpose and by what stands in the text, so that it proves nothing elsewhere.
 */
public final class RealmSeal {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final char SEPARATOR = '.';
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final OpenedSeals OPENED = new OpenedSeals();

    private final KeycloakSession session;
    private final RealmModel realm;
    private final String purpose;

    /** The seal of a realm for one purpose. */
    public RealmSeal(KeycloakSession session, RealmModel realm, String purpose) {
        this.session = session;
        this.realm = realm;
        this.purpose = purpose;
    }

    /** The text, sealed with the realm's active key. */
    public String seal(String text) {
        KeyWrapper key = session.keys().getActiveKey(realm, KeyUse.ENC, Algorithm.AES);
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key.getSecretKey(), nonce)
                    .doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] all = ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return key.getKid()
                    + SEPARATOR
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the realm's encryption key cannot be used", e);
        }
    }

    /** What was sealed for this purpose; empty for anything else, and once the realm has lost the key. */
    public Optional<String> open(String sealed) {
        int separator = sealed.lastIndexOf(SEPARATOR);
        if (separator < 0) {
            return Optional.empty();
        }
        KeyWrapper key = session.keys().getKey(realm, sealed.substring(0, separator), KeyUse.ENC, Algorithm.AES);
        if (key == null || key.getSecretKey() == null) {
            return Optional.empty();
        }
        Optional<String> known = OPENED.find(key.getSecretKey(), purpose, sealed);
        return known.isPresent() ? known : decipher(key.getSecretKey(), sealed, separator);
    }

    private Optional<String> decipher(SecretKey key, String sealed, int separator) {
        try {
            ByteBuffer all = ByteBuffer.wrap(Base64.getUrlDecoder().decode(sealed.substring(separator + 1)));
            if (all.remaining() <= NONCE_BYTES) {
                return Optional.empty();
            }
            byte[] nonce = new byte[NONCE_BYTES];
            all.get(nonce);
            byte[] rest = new byte[all.remaining()];
            all.get(rest);
            String text = new String(cipher(Cipher.DECRYPT_MODE, key, nonce).doFinal(rest), StandardCharsets.UTF_8);
            OPENED.remember(key, purpose, sealed, text);
            return Optional.of(text);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty(); // somebody else has written it
        }
    }

    private Cipher cipher(int mode, SecretKey key, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
