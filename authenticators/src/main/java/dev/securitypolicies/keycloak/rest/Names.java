package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.keycloak.representation.NamesRepresentation;
import dev.securitypolicies.keycloak.representation.NamesRepresentation.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.IdentityProviderQuery;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/** Finds names by a part of them, so that nobody has to know one by heart; only what Keycloak would show the caller. */
final class Names {

    private static final int MOST = 50;

    private final AdminRequest request;

    Names(AdminRequest request) {
        this.request = request;
    }

    NamesRepresentation answer(@Nullable String kind, @Nullable String part) {
        String text = part == null ? "" : part.strip();
        Kind wanted = Stream.of(Kind.values())
                .filter(known -> known.code().equals(kind))
                .findFirst()
                .orElseThrow(() -> JsonResponses.badParameter(
                        "`kind` is not known; write role, realm-role, provider, user or client"));
        List<String> names = of(wanted, text).distinct().sorted().limit(MOST).toList();
        return new NamesRepresentation(names);
    }

    private Stream<String> of(Kind kind, String text) {
        return switch (kind) {
            case ROLE -> Stream.concat(realmRoles(text), clientRoles(text));
            case REALM_ROLE -> realmRoles(text);
            case PROVIDER -> providers(text);
            case USER -> users(text);
            case CLIENT -> {
                request.auth().clients().requireList();
                yield clients(text).map(ClientModel::getClientId);
            }
        };
    }

    private Stream<String> providers(String text) {
        request.auth().realm().requireViewIdentityProviders();
        return request.session()
                .identityProviders()
                .getAllStream(IdentityProviderQuery.userAuthentication())
                .map(IdentityProviderModel::getAlias)
                .filter(alias -> alias.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)));
    }

    private Stream<String> realmRoles(String text) {
        return request.session()
                .roles()
                .searchForRolesStream(request.realm(), text, 0, MOST)
                .map(RoleModel::getName);
    }

    /** By a part of the role's name or of the client's id. */
    private Stream<String> clientRoles(String text) {
        Stream<RoleModel> byClient =
                text.isEmpty() ? Stream.of() : clients(text).flatMap(client -> client.getRolesStream(0, MOST));
        return Stream.concat(
                        request.session()
                                .roles()
                                .searchForClientRolesStream(request.realm(), text, Stream.of(), 0, MOST),
                        byClient)
                .filter(request.auth().roles()::canView)
                .map(role -> ((ClientModel) role.getContainer()).getClientId() + "." + role.getName());
    }

    private Stream<ClientModel> clients(String text) {
        return request.session()
                .clients()
                .searchClientsByClientIdStream(request.realm(), text, 0, MOST)
                .filter(request.auth().clients()::canView);
    }

    private Stream<String> users(String text) {
        request.auth().users().requireView();
        return request.session()
                .users()
                .searchForUserStream(
                        request.realm(),
                        Map.of(UserModel.SEARCH, text, UserModel.INCLUDE_SERVICE_ACCOUNT, "true"),
                        0,
                        MOST)
                .filter(request.auth().users()::canView)
                .map(UserModel::getUsername);
    }
}
