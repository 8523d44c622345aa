package dev.securitypolicies.keycloak.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.policy.AttributeCodec;
import dev.securitypolicies.policy.IpPolicy;
import dev.securitypolicies.policy.NetworkList;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whoever changes one list all the time fills no memory: a short one can name a large group. */
final class ListCacheTest {

    private static final IpPolicy IP = AttributeCodec.decode(Map.of(
                    "securityPolicy.ip.groups",
                    IntStream.range(0, 25_000)
                            .mapToObj(i -> "\"10." + i / 250 + "." + i % 250 + ".1\"")
                            .collect(Collectors.joining(",", "{\"campus\": [", "]}"))))
            .policy()
            .ip();

    private final ListCache cache = new ListCache();

    @Test
    void aListIsReadOnce() {
        assertThat(read("@campus, 9.9.9.9")).isSameAs(read("@campus, 9.9.9.9"));
    }

    @Test
    void copiesOfALargeGroupAreForgotten() {
        NetworkList first = read("@campus, 9.9.9.1");
        IntStream.range(2, 19).forEach(i -> read("@campus, 9.9.9." + i));
        assertThat(read("@campus, 9.9.9.1")).as("seventeen others").isSameAs(first);
        IntStream.range(19, 25).forEach(i -> read("@campus, 9.9.9." + i));
        assertThat(read("@campus, 9.9.9.1")).as("half a million ranges").isNotSameAs(first);
    }

    /** A hundred organizations may come from one campus. */
    @Test
    void aGroupAloneTakesNoRoom() {
        NetworkList first = read("@campus");
        IntStream.range(1, 100).forEach(i -> read("@campus" + " ".repeat(i)));
        assertThat(read("@campus")).isSameAs(first);
    }

    private NetworkList read(String text) {
        return cache.read("realm", text, IP);
    }
}
