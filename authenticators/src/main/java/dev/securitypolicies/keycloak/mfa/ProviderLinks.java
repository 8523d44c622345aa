package dev.securitypolicies.keycloak.mfa;

import dev.securitypolicies.keycloak.subject.UserAttributes;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.UserModel;

/**
 * What is noted on a user about their links to identity providers. With a stolen password or mailbox somebody can link a provider
 * account of their own to the user: a provider does not vouch through such a link (R8), and a login through it is one by local
 * credentials (R6).
 */
final class ProviderLinks {

    private final @Nullable UserModel user;

    /** The links of a user; nothing is noted of nobody. */
    ProviderLinks(@Nullable UserModel user) {
        this.user = user;
    }

    /** Whether the user's link to the provider was made without a factor. */
    boolean isUnproven(String alias) {
        return user != null && UserAttributes.UNPROVEN_PROVIDERS.of(user).contains(alias);
    }

    /** Whether the user's link to the provider was made by a local credential. */
    boolean isLocal(String alias) {
        return user != null && UserAttributes.LOCAL_PROVIDERS.of(user).contains(alias);
    }
}
