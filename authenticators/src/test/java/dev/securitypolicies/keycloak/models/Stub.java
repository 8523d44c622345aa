package dev.securitypolicies.keycloak.models;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An object of one of Keycloak's interfaces that answers what a test has told it to, and fails at anything else, so that a test
 * says all that the code under it asks.
 *
 * @param <T> the interface
 */
public final class Stub<T> {

    private final Class<T> type;
    private final Map<String, Function<Object[], @Nullable Object>> answers = new HashMap<>();

    private Stub(Class<T> type) {
        this.type = type;
    }

    /** One that answers nothing yet. */
    public static <T> Stub<T> of(Class<T> type) {
        return new Stub<>(type);
    }

    /** Answers the method with a value. */
    public Stub<T> with(String method, @Nullable Object value) {
        return answering(method, arguments -> value);
    }

    /** Answers the method by its arguments. */
    public Stub<T> answering(String method, Function<Object[], @Nullable Object> answer) {
        answers.put(method, answer);
        return this;
    }

    /** The object. */
    public T object() {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Function<Object[], @Nullable Object> answer = answers.get(method.getName());
                    if (answer != null) {
                        return answer.apply(arguments == null ? new Object[0] : arguments);
                    }
                    return switch (method.getName()) {
                        case "equals" -> self == arguments[0];
                        case "hashCode" -> System.identityHashCode(self);
                        case "toString" -> "stub of " + type.getSimpleName();
                        default ->
                            throw new UnsupportedOperationException("the test has no answer for " + method.getName());
                    };
                }));
    }
}
