package dev.securitypolicies.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator app (RFC 6238: SHA-1, six digits, 30 seconds) that never shows the same code twice. */
public final class Totp {

    /** That of the user otto in the sample realm. */
    public static final String OTTO = "a-sample-secret-only";

    private static final int PERIOD = 30;

    private final byte[] secret;
    private long lastStep;

    public Totp(String secret) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** A code the server accepts now; a used one would be refused, so the next one is given in its place (look-ahead 1). */
    public String code() {
        long now = Instant.now().getEpochSecond() / PERIOD;
        lastStep = Math.max(now, lastStep + 1);
        return code(lastStep);
    }

    private String code(long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
            return String.format("%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
