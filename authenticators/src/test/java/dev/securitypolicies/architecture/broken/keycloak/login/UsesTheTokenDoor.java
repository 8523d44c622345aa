package dev.securitypolicies.architecture.broken.keycloak.login;

import dev.securitypolicies.architecture.broken.keycloak.token.TokenDoor;

/** Breaks "doors are apart" on purpose. */
final class UsesTheTokenDoor {

    TokenDoor door = new TokenDoor();
}
