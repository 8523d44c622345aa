package dev.securitypolicies.keycloak.store;

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
public record PolicyInForce(SortedMap<String, String> attributes, Optional<PendingChange> pending) {

    /** A change whose time is up is not in force any more, whether or not it has been put back yet. */
    public static PolicyInForce of(RealmModel realm) {
        Optional<PendingChange> pending = PendingChange.of(realm);
        if (pending.filter(PendingChange::isOver).isPresent()) {
            return new PolicyInForce(new TreeMap<>(pending.get().replaced()), Optional.empty());
        }
        return new PolicyInForce(Setting.among(realm.getAttributes()), pending);
    }

    /** The strong entity tag (RFC 9110, 8.8.3), with its quotes. */
    public String tag() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(attributes.toString().getBytes(StandardCharsets.UTF_8));
            return "\"" + HexFormat.of().formatHex(digest.digest()).substring(0, 32) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Replaces the pack's attributes of a realm by these. */
    public static void write(RealmModel realm, Map<String, String> attributes) {
        realm.getAttributes().keySet().stream()
                .filter(name -> Setting.looksLikeOurs(name) && !attributes.containsKey(name))
                .toList()
                .forEach(realm::removeAttribute);
        attributes.forEach(realm::setAttribute);
    }
}
