package dev.securitypolicies.keycloak.mfa;

import dev.securitypolicies.decision.LoginKind;
import dev.securitypolicies.decision.MfaEvidence;
import dev.securitypolicies.decision.MfaEvidence.Origin;
import dev.securitypolicies.keycloak.compat.HeldName;
import dev.securitypolicies.keycloak.compat.LoginRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.credential.CredentialModel;
import org.keycloak.events.Details;
import org.keycloak.models.Constants;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * What a login in progress shows, from Keycloak's own record of it. Authentication notes can be trusted, user-session notes
 * cannot: identity-provider mappers write those.
 */
public final class LoginEvidence {

    private static final String ENROLLED = "securityPolicy.enrolledFactor";
    private static final String PERFORMED_BY = "securityPolicy.performedBy";
    private static final String PROVIDER_BEFORE_LINKING = "securityPolicy.providerBeforeLinking";
    private static final String LINKING = HeldName.LINK_ACTION.text();
    private static final Set<String> LOCAL_CREDENTIALS =
            Set.of(PasswordCredentialModel.TYPE, WebAuthnCredentialModel.TYPE_PASSWORDLESS);

    private final AuthenticationSessionModel login;

    /** The evidence of this login. */
    public LoginEvidence(AuthenticationSessionModel login) {
        this.login = login;
    }

    /** The evidence for R8; a factor that was set up during this login was shown thereby. */
    public MfaEvidence mfa() {
        Set<String> factors = new HashSet<>(Factors.performed(login));
        Optional.ofNullable(login.getAuthNote(ENROLLED)).ifPresent(factors::add);
        return new MfaEvidence(
                Origin.LOGIN, isByAnother() ? Set.of() : factors, provider().filter(alias -> !isUnproven(alias)));
    }

    /** Remembers a factor that was set up, and thereby shown, in this login. */
    public void rememberEnrolled(String factor) {
        login.setAuthNote(ENROLLED, factor);
    }

    /**
     * Remembers whose factors were performed so far. Keycloak does not: a login may begin with somebody's own factor and go on
     * through a provider as somebody else. To be called when a further request of the login comes in.
     */
    public void rememberWhose() {
        UserModel user = login.getAuthenticatedUser();
        boolean shown = user != null && (!Factors.performed(login).isEmpty() || login.getAuthNote(ENROLLED) != null);
        if (shown && !performers().contains(user.getId())) {
            login.setAuthNote(PERFORMED_BY, String.join(" ", performers()) + " " + user.getId());
        }
    }

    private boolean isByAnother() {
        UserModel user = login.getAuthenticatedUser();
        return performers().stream().anyMatch(id -> user == null || !id.equals(user.getId()));
    }

    private List<String> performers() {
        String noted = login.getAuthNote(PERFORMED_BY);
        return noted == null
                ? List.of()
                : Stream.of(noted.split(" ", -1)).filter(id -> !id.isEmpty()).toList();
    }

    /** How the user logs in. */
    public LoginKind kind() {
        UserModel user = login.getAuthenticatedUser();
        Optional<String> provider = provider();
        if (provider.isPresent()) {
            return new ProviderLinks(user).isLocal(provider.get()) ? LoginKind.LOCAL : LoginKind.BROKERED;
        }
        return new LoginRecord(login).credentials().contains(CredentialModel.KERBEROS)
                ? LoginKind.BROKERED
                : LoginKind.LOCAL;
    }

    /**
     * The alias of the provider the user has logged in through; empty for a login by local credentials. Keycloak notes it as
     * the last thing before the gate runs. Linking an account during a login runs the mappers of that provider, which can write
     * the same note: then what stood there before the linking counts.
     */
    public Optional<String> provider() {
        if (showsLocalCredential()) {
            return Optional.empty();
        }
        String before = login.getAuthNote(PROVIDER_BEFORE_LINKING);
        String noted = login.getUserSessionNotes().get(Details.IDENTITY_PROVIDER);
        return Optional.ofNullable(before == null ? noted : before).filter(alias -> !alias.isEmpty());
    }

    /** Whether whoever links an account in this login has shown what is the user's own: a credential, or their mailbox. */
    boolean showsLocalProof() {
        return showsLocalCredential() || new LoginRecord(login).provenByMail();
    }

    /** Whether the user has shown a credential of the realm itself in this login. */
    public boolean showsLocalCredential() {
        return new LoginRecord(login).credentials().stream().anyMatch(LOCAL_CREDENTIALS::contains);
    }

    /** To be called when the gate runs: keeps what is known now, if an account may be linked later in this login. */
    public void rememberProvider() {
        boolean linking = isLinking(login.getClientNote(Constants.KC_ACTION))
                || login.getRequiredActions().stream().anyMatch(LoginEvidence::isLinking)
                || login.getAuthenticatedUser().getRequiredActionsStream().anyMatch(LoginEvidence::isLinking);
        if (linking && login.getAuthNote(PROVIDER_BEFORE_LINKING) == null) {
            login.setAuthNote(PROVIDER_BEFORE_LINKING, provider().orElse(""));
        }
    }

    private static boolean isLinking(@Nullable String action) {
        return action != null && (action.equals(LINKING) || action.startsWith(LINKING + ":"));
    }

    private boolean isUnproven(String alias) {
        return new ProviderLinks(login.getAuthenticatedUser()).isUnproven(alias);
    }
}
