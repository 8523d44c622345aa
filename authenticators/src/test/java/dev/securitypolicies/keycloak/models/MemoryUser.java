package dev.securitypolicies.keycloak.models;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.storage.adapter.AbstractInMemoryUserAdapter;

/** Keycloak's own user in memory, with credentials. */
public final class MemoryUser extends AbstractInMemoryUserAdapter {

    private final List<CredentialModel> credentials = new ArrayList<>();

    /** A user of no realm in particular, by this name. */
    public MemoryUser(String name) {
        super(Stub.of(KeycloakSession.class).object(), Stub.of(RealmModel.class).object(), name);
        setUsername(name);
    }

    @Override
    public SubjectCredentialManager credentialManager() {
        return Stub.of(SubjectCredentialManager.class)
                .answering(
                        "getStoredCredentialsByTypeStream",
                        arguments -> credentials.stream().filter(stored -> arguments[0].equals(stored.getType())))
                .answering("createStoredCredential", arguments -> {
                    CredentialModel created = (CredentialModel) arguments[0];
                    created.setId(UUID.randomUUID().toString());
                    credentials.add(created);
                    return created;
                })
                .answering("updateStoredCredential", arguments -> arguments[0])
                .answering(
                        "isConfiguredFor",
                        arguments -> credentials.stream().anyMatch(stored -> arguments[0].equals(stored.getType())))
                .object();
    }
}
