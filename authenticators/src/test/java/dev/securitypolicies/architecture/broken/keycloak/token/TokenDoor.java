package dev.securitypolicies.architecture.broken.keycloak.token;

/** A door that another door must not use. */
public final class TokenDoor {}
