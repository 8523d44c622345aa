package dev.securitypolicies.keycloak.report;

import dev.securitypolicies.keycloak.compat.StoredChanges;
import dev.securitypolicies.keycloak.compat.StoredEvents.Stored;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * SHA-256 over records, one after the other as a line of text in UTF-8 that anybody can write again from the event store: the columns in the order of
 * docs/records.md, each preceded by the number of its characters and a colon, so that no two records can share a text.
 */
public final class RecordHash {

    private final MessageDigest digest;

    /** Over nothing yet. */
    public RecordHash() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A record of a decision, or a login. */
    public void add(Stored event) {
        add(List.of(
                String.valueOf(event.time()),
                event.id(),
                event.type(),
                event.clientId(),
                event.userId(),
                event.address(),
                event.error(),
                event.details(),
                event.sessionId()));
    }

    /** A record of a change. */
    public void add(StoredChanges.Stored change) {
        add(change.columns());
    }

    private void add(List<String> columns) {
        StringBuilder line = new StringBuilder();
        columns.forEach(column -> line.append(column.length()).append(':').append(column));
        digest.update(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Of all that was added, in hexadecimal digits; nothing can be added any more. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
