package dev.securitypolicies.keycloak.provenance;

import dev.securitypolicies.decision.Provenance;
import dev.securitypolicies.keycloak.compat.BearerHeader;
import dev.securitypolicies.keycloak.compat.KeycloakResource;
import dev.securitypolicies.keycloak.compat.RequestScope;
import dev.securitypolicies.keycloak.compat.TokenTypes;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuth2Constants;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.AccessToken;

/**
 * The token that the current endpoint itself takes as its input. Each endpoint reads it from one place, and so does this: another
 * field of the request makes no other token count.
 */
public final class PresentedToken {

    private static final String UMA_CLAIM_TOKEN = "claim_token";
    private static final String ID_TOKEN_FORMAT = TokenTypes.UMA_ID_TOKEN;
    private static final String UMA_CLAIM_TOKEN_FORMAT = "claim_token_format";

    /** What an endpoint looks at, if it has let us know. */
    private static final RequestScope<PresentedToken> LOOKED_AT = new RequestScope<>("lookedAt", PresentedToken.class);

    private final KeycloakSession session;
    private final AccessToken token;
    private @Nullable Provenance provenance;

    private PresentedToken(KeycloakSession session, AccessToken token) {
        this.session = session;
        this.token = token;
    }

    /** What a grant takes; empty for a grant that takes none, and for a token that is not of this realm. */
    public static Optional<PresentedToken> toGrant(KeycloakSession session, String grantType) {
        HttpRequest request = session.getContext().getHttpRequest();
        return switch (grantType) {
            case OAuth2Constants.TOKEN_EXCHANGE_GRANT_TYPE ->
                decode(session, inForm(request, OAuth2Constants.SUBJECT_TOKEN));
            case OAuth2Constants.UMA_GRANT_TYPE -> decode(session, toUma(session, request));
            default -> Optional.empty();
        };
    }

    /** Introspection looks at this token, which it has verified: nobody has to do that a second time. */
    public static PresentedToken looking(KeycloakSession session, AccessToken token) {
        PresentedToken presented = new PresentedToken(session, token);
        LOOKED_AT.remember(session, presented);
        return presented;
    }

    /** What userinfo or introspection looks at; empty at any other endpoint. */
    public static Optional<PresentedToken> lookedAt(KeycloakSession session) {
        Optional<PresentedToken> known = LOOKED_AT.recall(session);
        return known.isPresent() ? known : readAgain(session);
    }

    private static Optional<PresentedToken> readAgain(KeycloakSession session) {
        HttpRequest request = session.getContext().getHttpRequest();
        for (Object resource : session.getContext().getUri().getMatchedResources()) {
            if (KeycloakResource.INTROSPECTION.is(resource)) {
                return decode(session, inForm(request, "token"));
            }
            if (KeycloakResource.USERINFO.is(resource)) {
                return decode(
                        session,
                        new BearerHeader(session).token().or(() -> inForm(request, OAuth2Constants.ACCESS_TOKEN)));
            }
        }
        return Optional.empty();
    }

    /**
     * Whether the client that the server takes for the asking one has authenticated itself in this request. Whoever presents a bare
     * bearer token has not: Keycloak goes by the client that the token was issued for, and anybody may have stolen it.
     */
    public static boolean isClientAuthenticated(KeycloakSession session) {
        return KeycloakResource.TOKEN.isMatched(session)
                && !usesBearerScheme(session.getContext().getHttpRequest());
    }

    /** Whether issued tokens are looked at here, and none is issued. */
    public static boolean isLookedAt(KeycloakSession session) {
        return KeycloakResource.USERINFO.isMatched(session) || KeycloakResource.INTROSPECTION.isMatched(session);
    }

    /** This token, which an endpoint has found by itself. */
    public static PresentedToken of(KeycloakSession session, AccessToken token) {
        return new PresentedToken(session, token);
    }

    /** In the order of Keycloak's own `PermissionGrantType`. */
    private static Optional<String> toUma(KeycloakSession session, HttpRequest request) {
        Optional<String> claimToken = inForm(request, UMA_CLAIM_TOKEN);
        String format = inForm(request, UMA_CLAIM_TOKEN_FORMAT).orElse(claimToken.isPresent() ? ID_TOKEN_FORMAT : "");
        Optional<String> withoutBearer =
                ID_TOKEN_FORMAT.equalsIgnoreCase(format) ? claimToken : inForm(request, OAuth2Constants.SUBJECT_TOKEN);
        return new BearerHeader(session)
                .token()
                .filter(token -> usesBearerScheme(request))
                .or(() -> withoutBearer);
    }

    /** That endpoint reads no other scheme: a header of another one stands beside the token that is used. */
    private static boolean usesBearerScheme(HttpRequest request) {
        String header = request.getHttpHeaders().getHeaderString(HttpHeaders.AUTHORIZATION);
        return header != null && header.toLowerCase(Locale.ROOT).startsWith("bearer");
    }

    private static Optional<PresentedToken> decode(KeycloakSession session, Optional<String> text) {
        return text.map(found -> session.tokens().decode(found, AccessToken.class))
                .map(token -> new PresentedToken(session, token));
    }

    private static Optional<String> inForm(HttpRequest request, String field) {
        return Optional.ofNullable(request.getDecodedFormParameters().getFirst(field));
    }

    /** The token itself. */
    public AccessToken token() {
        return token;
    }

    /** Whose it is; empty if it names nobody. */
    public Optional<String> subject() {
        return Optional.ofNullable(token.getSubject());
    }

    /** Where it comes from, with the roles beyond which nothing made from it goes. */
    public Provenance provenance(RealmModel realm) {
        Provenance known = provenance;
        if (known == null) {
            known = readProvenance(realm);
            provenance = known;
        }
        return known;
    }

    private Provenance readProvenance(RealmModel realm) {
        Optional<Provenance> claimed =
                new ProvenanceClaim(session, realm).read(token).flatMap(ProvenanceClaim.Content::provenance);
        return claimed.map(known -> new Provenance(
                        known.addresses(), known.roles().or(() -> new ShownRoles(session, token).known())))
                .orElseGet(() -> Provenance.unknown(new ShownRoles(session, token).certain()));
    }
}
