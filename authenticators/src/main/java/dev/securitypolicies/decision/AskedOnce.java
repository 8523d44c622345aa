package dev.securitypolicies.decision;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A question that costs something, and is asked at most once. For one thread.
 *
 * @param <T> what it is answered with
 */
final class AskedOnce<T> implements Supplier<T> {

    private final Supplier<T> question;
    private @Nullable T answer;

    AskedOnce(Supplier<T> question) {
        this.question = question;
    }

    @Override
    public T get() {
        T known = answer;
        if (known == null) {
            known = question.get();
            answer = known;
        }
        return known;
    }
}
