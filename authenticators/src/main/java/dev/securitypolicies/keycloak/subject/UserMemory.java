package dev.securitypolicies.keycloak.subject;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.util.JsonSerialization;

/**
 * What the pack remembers of a user where no mapper of a provider or directory can write: in a stored credential. The user
 * attributes of the same names are the copy that administrators see and exports carry.
 */
final class UserMemory {

    /** The type of the credential, as it is stored. */
    static final String TYPE = "security-policy-memory";

    private static final TypeReference<Map<String, List<String>>> ENTRIES = new TypeReference<>() {};

    private final UserModel user;

    UserMemory(UserModel user) {
        this.user = user;
    }

    /** What is remembered under the name; empty if nothing ever was, an empty list if it was taken back. */
    Optional<List<String>> recall(String name) {
        return stored().map(UserMemory::entries).map(entries -> entries.get(name));
    }

    /** Remembers the values in the place of those before. A user who exists for one login only is not remembered. */
    void remember(String name, List<String> values) {
        Optional<CredentialModel> stored = stored();
        Map<String, List<String>> entries =
                new TreeMap<>(stored.map(UserMemory::entries).orElse(Map.of()));
        if (values.equals(entries.put(name, values))) {
            return;
        }
        CredentialModel credential = stored.orElseGet(CredentialModel::new);
        credential.setCredentialData(write(entries));
        if (stored.isPresent()) {
            user.credentialManager().updateStoredCredential(credential);
        } else {
            credential.setType(TYPE);
            credential.setSecretData("{}");
            user.credentialManager().createStoredCredential(credential);
        }
    }

    private Optional<CredentialModel> stored() {
        return user.credentialManager().getStoredCredentialsByTypeStream(TYPE).findFirst();
    }

    /** What cannot be read was written by nobody of ours. */
    private static Map<String, List<String>> entries(CredentialModel credential) {
        try {
            Map<String, List<String>> entries = new TreeMap<>();
            JsonSerialization.readValue(credential.getCredentialData(), ENTRIES)
                    .forEach((name, values) -> entries.put(name, new ArrayList<>(values)));
            return entries;
        } catch (IOException | IllegalArgumentException e) {
            return Map.of();
        }
    }

    private static String write(Map<String, List<String>> entries) {
        try {
            return JsonSerialization.writeValueAsString(entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
