/** The SPI `security-policy` that every door asks: the compiled policy of a realm and the ruling for a user. */
@NullMarked
package dev.securitypolicies.keycloak.spi;

import org.jspecify.annotations.NullMarked;
