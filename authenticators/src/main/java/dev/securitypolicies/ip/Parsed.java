package dev.securitypolicies.ip;

import java.util.Optional;

/**
 * The outcome of reading text: a value, or why there is none.
 *
 * @param <T> what the text stands for
 */
public sealed interface Parsed<T> {

    /**
     * The text was understood.
     *
     * @param value what it stands for
     */
    record Value<T>(T value) implements Parsed<T> {}

    /**
     * The text was refused.
     *
     * @param error the stable kind of error
     * @param message what is wrong, in lower case, with the input in backticks
     * @param hint what to write instead
     */
    record Failure<T>(AddressError error, String message, String hint) implements Parsed<T> {}

    /** The value, or empty for a failure. */
    default Optional<T> toOptional() {
        return this instanceof Value<T> value ? Optional.of(value.value()) : Optional.empty();
    }
}
