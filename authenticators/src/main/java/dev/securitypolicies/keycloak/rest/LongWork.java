package dev.securitypolicies.keycloak.rest;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.LongFunction;
import org.keycloak.models.RealmModel;

/**
 * Questions over many logins or versions. Each can hold a connection to the database for all of its time, so that a node answers few at once, and one for
 * each realm: no tenant takes them all.
 */
final class LongWork {

    /** So that the answer comes before the usual proxy gives up. */
    static final int DEFAULT_SECONDS = 50;

    private static final int MOST_SECONDS = 600;

    private static final int MOST_DAYS = 366;
    private static final Semaphore RUNNING = new Semaphore(4);
    private static final Set<String> REALMS = ConcurrentHashMap.newKeySet();

    private static volatile Duration longest = Duration.ofSeconds(DEFAULT_SECONDS);

    private LongWork() {}

    /** How long one may take on this node; what makes no sense stops the server. */
    static void allow(int seconds) {
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw new IllegalArgumentException("option `long-question-seconds` of `security-policy`: `" + seconds
                    + "` is not from 1 to " + MOST_SECONDS);
        }
        longest = Duration.ofSeconds(seconds);
    }

    /** Until when one that begins now may take, in the nanoseconds of {@link System#nanoTime}. */
    static long deadline() {
        return System.nanoTime() + longest.toNanos();
    }

    /** Answers until a deadline, in the nanoseconds of {@link System#nanoTime}, unless too much is being answered on this node. */
    static Response run(RealmModel realm, LongFunction<Response> answer) {
        String id = realm.getId();
        if (!REALMS.add(id)) {
            throw busy();
        }
        try {
            if (!RUNNING.tryAcquire()) {
                throw busy();
            }
            try {
                return answer.apply(deadline());
            } finally {
                RUNNING.release();
            }
        } finally {
            REALMS.remove(id);
        }
    }

    private static WebApplicationException busy() {
        return JsonResponses.refuse(
                Status.SERVICE_UNAVAILABLE,
                "busy",
                "another long question is being answered; ask again in half a minute");
    }

    /** How far back to look. */
    static int days(String text) {
        int days = number("days", text);
        if (days < 1 || days > MOST_DAYS) {
            throw JsonResponses.badParameter("`days` is a whole number from 1 to " + MOST_DAYS);
        }
        return days;
    }

    /** A parameter that counts something. */
    static int number(String name, String text) {
        if (!text.matches("\\d{1,9}")) {
            throw JsonResponses.badParameter("`" + name + "` is a whole number");
        }
        return Integer.parseInt(text);
    }
}
