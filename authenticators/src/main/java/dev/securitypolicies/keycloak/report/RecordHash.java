package dev.securitypolicies.keycloak.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.securitypolicies.keycloak.compat.StoredEvents.Stored;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.events.admin.AdminEvent;

/**
 * SHA-256 over records, one after the other as a line of text in UTF-8 that anybody can write again from the event store: the columns in the order of
 * docs/records.md, each preceded by the number of its characters and a colon, so that no two records can share a text.
 */
public final class RecordHash {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MessageDigest digest;

    /** Over nothing yet. */
    public RecordHash() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A record of a decision. */
    public void add(Stored event) {
        add(
                String.valueOf(event.time()),
                event.id(),
                event.type(),
                event.clientId(),
                event.userId(),
                event.address(),
                event.error(),
                event.details());
    }

    /** A record of a change. */
    public void add(AdminEvent event) {
        add(
                String.valueOf(event.getTime()),
                event.getId(),
                event.getResourcePath(),
                event.getAuthDetails().getRealmId(),
                event.getAuthDetails().getUserId(),
                event.getAuthDetails().getIpAddress(),
                event.getRepresentation(),
                details(event.getDetails()));
    }

    private static String details(Map<String, String> details) {
        try {
            return details == null ? "" : JSON.writeValueAsString(new TreeMap<>(details));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(String... columns) {
        String line = Stream.of(columns)
                .map(column -> Objects.requireNonNullElse(column, ""))
                .map(column -> column.length() + ":" + column)
                .collect(Collectors.joining());
        digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Of all that was added, in hexadecimal digits; nothing can be added any more. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
