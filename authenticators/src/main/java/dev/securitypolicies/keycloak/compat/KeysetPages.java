package dev.securitypolicies.keycloak.compat;

import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the rows of a query page by page, each from where the last one ended, and as values: neither their number nor Hibernate's memory of what it
 * has read makes the heap grow. The query asks for rows behind `:time` and `:id`, in that order, and its first two columns are these.
 *
 * @param query the query, with all other parameters set
 * @param size how many rows make a page
 */
record KeysetPages(TypedQuery<Object[]> query, int size) {

    /** Before and behind all ids; no empty text, which some databases take for nothing. */
    static final String FIRST_ID = " ";

    static final String LAST_ID = "~";

    /**
     * Reads them.
     *
     * @param time where to begin, in milliseconds since the epoch
     * @param id {@link #FIRST_ID} or {@link #LAST_ID}
     * @param row what a row says
     * @param reader is given some at a time, and says whether to go on
     * @return whether all were read
     */
    <R> boolean read(long time, String id, Function<Object[], R> row, Predicate<List<R>> reader) {
        long lastTime = time;
        String lastId = id;
        while (true) {
            List<Object[]> page = query.setParameter("time", lastTime)
                    .setParameter("id", lastId)
                    .setMaxResults(size)
                    .getResultList();
            if (!reader.test(page.stream().map(row).toList())) {
                return false;
            }
            if (page.size() < size) {
                return true;
            }
            lastTime = (Long) page.get(size - 1)[0];
            lastId = (String) page.get(size - 1)[1];
        }
    }

    /** A column as text; empty if there is nothing. */
    static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
