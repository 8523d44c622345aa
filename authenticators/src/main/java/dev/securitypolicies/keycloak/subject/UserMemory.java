package dev.securitypolicies.keycloak.subject;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserModel;
import org.keycloak.util.JsonSerialization;

/**
 * What the pack remembers of a user where no mapper of a provider or directory can write: in a stored credential. The user
 * attributes of the same names are the copy that administrators see and exports carry.
 */
final class UserMemory {

    /** The type of the credential, as it is stored. */
    static final String TYPE = "security-policy-memory";

    private static final TypeReference<Map<String, @Nullable List<String>>> ENTRIES = new TypeReference<>() {};

    private final UserModel user;

    UserMemory(UserModel user) {
        this.user = user;
    }

    /** What is remembered under the name; empty if nothing ever was, an empty list if it was taken back. */
    Optional<List<String>> recall(String name) {
        return Optional.ofNullable(entries(stored()).get(name));
    }

    /** Remembers the values in the place of those before. A user who exists for one login only is not remembered. */
    void remember(String name, List<String> values) {
        List<CredentialModel> stored = stored();
        Map<String, List<String>> entries = entries(stored);
        if (values.equals(entries.put(name, values))) {
            return;
        }
        SubjectCredentialManager credentials = user.credentialManager();
        if (stored.isEmpty()) {
            CredentialModel credential = new CredentialModel();
            credential.setType(TYPE);
            credential.setCredentialData(write(entries));
            credential.setSecretData("{}");
            credentials.createStoredCredential(credential);
        } else {
            CredentialModel first = stored.get(0);
            first.setCredentialData(write(entries));
            credentials.updateStoredCredential(first);
            stored.stream().skip(1).forEach(other -> credentials.removeStoredCredentialById(other.getId()));
        }
    }

    /** Two first logins at once may have written one each. */
    private List<CredentialModel> stored() {
        return user.credentialManager().getStoredCredentialsByTypeStream(TYPE).toList();
    }

    private static Map<String, List<String>> entries(List<CredentialModel> stored) {
        Map<String, List<String>> entries = new TreeMap<>();
        stored.forEach(credential -> entries(credential).forEach((name, values) -> {
            if (values != null) {
                entries.merge(name, values, UserMemory::union);
            }
        }));
        return entries;
    }

    private static List<String> union(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }

    /** What cannot be read was written by nobody of ours. */
    private static Map<String, @Nullable List<String>> entries(CredentialModel credential) {
        try {
            return JsonSerialization.readValue(credential.getCredentialData(), ENTRIES);
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
