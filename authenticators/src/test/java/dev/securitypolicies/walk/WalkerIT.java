package dev.securitypolicies.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.coverage.Aspect;
import dev.securitypolicies.coverage.Covers;
import dev.securitypolicies.coverage.Way;
import dev.securitypolicies.server.Mailbox;
import dev.securitypolicies.server.Servers;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Random steps through a real server: logins of every kind, SSO, consent, reset links, devices, refreshes, exchanges of every
 * chain, permissions, userinfo, introspection, changes of policy, roles, names and groups. After each step what came back is held
 * against the slow model. The seed and the steps are printed; a failing walk is walked again without one step after the other,
 * until every step left is needed. {@code -Dwalker.steps}, {@code -Dwalker.seed} and {@code -Dwalker.kinds} (names, separated by
 * commas) choose another walk.
 */
final class WalkerIT {

    private static final int USUAL_STEPS = 2_000;
    private static final int STEPS = Integer.getInteger("walker.steps", USUAL_STEPS);
    private static final int STEPS_OF_A_WALK = 100;
    private static final long SEED = Long.getLong("walker.seed", 20_261_121L);
    private static final int SHORTENING_WALKS = 60;
    private static final String KINDS = System.getProperty("walker.kinds", "");

    private static final Mailbox MAILBOX = new Mailbox();

    @AfterAll
    static void close() {
        MAILBOX.close();
    }

    @Test
    @Covers(
            value = Way.PASSWORD,
            as = {Aspect.ADDRESS, Aspect.ROLE, Aspect.CHANGE})
    @Covers(
            value = Way.SSO,
            as = {Aspect.ADDRESS, Aspect.ROLE, Aspect.CHANGE})
    @Covers(
            value = Way.PROVIDER,
            as = {Aspect.ADDRESS, Aspect.ROLE, Aspect.CHANGE})
    @Covers(
            value = Way.MAIL,
            as = {Aspect.ADDRESS, Aspect.ROLE})
    @Covers(
            value = Way.PAGES,
            as = {Aspect.ADDRESS, Aspect.ROLE})
    @Covers(
            value = Way.DIRECT_GRANT,
            as = {Aspect.ADDRESS, Aspect.ROLE, Aspect.CHANGE})
    @Covers(
            value = Way.CODE,
            as = {Aspect.ADDRESS, Aspect.ROLE, Aspect.CHANGE})
    @Covers(
            value = Way.REFRESH,
            as = {Aspect.ADDRESS, Aspect.ROLE, Aspect.CHANGE})
    @Covers(
            value = Way.DEVICE,
            as = {Aspect.ADDRESS, Aspect.ROLE})
    @Covers(
            value = Way.EXCHANGE,
            as = {Aspect.ADDRESS, Aspect.ROLE, Aspect.CHANGE})
    @Covers(
            value = Way.PERMISSIONS,
            as = {Aspect.ADDRESS, Aspect.ROLE, Aspect.CHANGE})
    @Covers(
            value = Way.LOOKS,
            as = {Aspect.ROLE, Aspect.CHANGE})
    void whateverIsWalkedNothingCarriesMoreThanTheRulesGive() {
        World world = World.of(Servers.preview(), "walker", MAILBOX);
        List<Walk.Kind> kinds = KINDS.isEmpty()
                ? List.of(Walk.Kind.values())
                : Stream.of(KINDS.split(",", -1)).map(Walk.Kind::valueOf).toList();
        Set<Walk.Kind> compared = EnumSet.copyOf(Walk.Kind.CHANGES);
        for (int walk = 0; walk < STEPS / STEPS_OF_A_WALK; walk++) {
            List<Walk.Step> steps = Walk.random(SEED + walk, STEPS_OF_A_WALK, kinds);
            String failure = Walk.walk(world, steps, compared);
            if (!failure.isEmpty()) {
                System.err.printf("seed %s fails and is being shortened: %s%n", SEED + walk, failure);
                List<Walk.Step> shortest = Walk.shorten(world, steps, SHORTENING_WALKS);
                assertThat(failure)
                        .as("seed %s, shortest walk %s: %s", SEED + walk, shortest, Walk.walk(world, shortest))
                        .isEmpty();
            }
        }
        if (STEPS >= USUAL_STEPS) { // a single walk has not room for all
            assertThat(compared)
                    .as("every kind of step comes as far as a comparison")
                    .containsAll(kinds);
        }
    }
}
