package dev.securitypolicies.keycloak.api;

import dev.securitypolicies.keycloak.pending.PendingChange;
import dev.securitypolicies.policy.Setting;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.keycloak.models.RealmModel;

/**
 * The attributes of a realm as they are in force, with a tag that changes when they do.
 *
 * @param attributes the pack's attributes by their full names
 * @param pending the change that awaits its confirmation
 */
record StoredPolicy(SortedMap<String, String> attributes, Optional<PendingChange> pending) {

    /** A change whose time is up is not in force any more, whether or not it has been put back yet. */
    static StoredPolicy of(RealmModel realm) {
        Optional<PendingChange> pending = PendingChange.of(realm);
        if (pending.filter(PendingChange::isOver).isPresent()) {
            return new StoredPolicy(new TreeMap<>(pending.get().replaced()), Optional.empty());
        }
        SortedMap<String, String> attributes = new TreeMap<>();
        realm.getAttributes().forEach((name, value) -> {
            if (name.startsWith(Setting.PREFIX) && value != null) {
                attributes.put(name, value);
            }
        });
        return new StoredPolicy(attributes, pending);
    }

    /** The strong entity tag (RFC 9110, 8.8.3), with its quotes. */
    String tag() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(attributes.toString().getBytes(StandardCharsets.UTF_8));
            return "\"" + HexFormat.of().formatHex(digest.digest()).substring(0, 32) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Replaces the pack's attributes of a realm by these. */
    static void write(RealmModel realm, Map<String, String> attributes) {
        realm.getAttributes().keySet().stream()
                .filter(name -> name.startsWith(Setting.PREFIX) && !attributes.containsKey(name))
                .toList()
                .forEach(realm::removeAttribute);
        attributes.forEach(realm::setAttribute);
    }
}
