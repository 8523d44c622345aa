package dev.securitypolicies.walk;

import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Mailbox;
import java.util.EnumSet;
import java.util.List;

/** Random walks without an end, for whoever watches what a server does meanwhile. The server has the preview features. */
public final class EndlessWalk implements AutoCloseable {

    private static final int STEPS = 100;

    private final Mailbox mailbox = new Mailbox();
    private final World world;
    private long seed;

    /** Through a realm of its own at this server; the first walk has this seed, each further one the next. */
    public EndlessWalk(KeycloakNode node, long seed) {
        this.world = World.of(node, "endless", mailbox);
        this.seed = seed;
    }

    /** The next walk: what was wrong after which step; empty if nothing was. */
    public String next() {
        List<Walk.Step> steps = Walk.random(seed, STEPS, List.copyOf(EnumSet.allOf(Walk.Kind.class)));
        String wrong = Walk.walk(world, steps);
        String told = wrong.isEmpty() ? "" : "seed " + seed + ": " + wrong;
        seed++;
        return told;
    }

    @Override
    public void close() {
        mailbox.close();
    }
}
