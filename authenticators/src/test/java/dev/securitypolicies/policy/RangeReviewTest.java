package dev.securitypolicies.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.ip.AddressRange;
import dev.securitypolicies.ip.CidrBlock;
import dev.securitypolicies.ip.Laws;
import dev.securitypolicies.ip.RangeParser;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An entry is said to add nothing if and only if it lies in another one, or is equal to one before it. */
final class RangeReviewTest {

    private final Random random = new Random(20_261_129);

    @Test
    void whatIsSaidIsWhatComparingAllWithAllSays() {
        for (int i = 0; i < Laws.tries(20_000); i++) {
            List<String> entries =
                    Stream.generate(this::entry).limit(random.nextInt(9)).toList();
            Problems problems = new Problems();
            new RangeReview(Setting.IP_SUBSCRIBER, problems).list(Location.WHOLE, entries);
            assertThat(problems.all().stream()
                            .filter(problem -> problem.code().equals("shadowed-entry"))
                            .map(problem -> Integer.valueOf(
                                    problem.path().substring(problem.path().lastIndexOf('/') + 1))))
                    .as(entries.toString())
                    .containsExactlyElementsOf(slowly(entries));
        }
    }

    private static List<Integer> slowly(List<String> entries) {
        List<AddressRange> ranges = entries.stream()
                .map(entry -> RangeParser.parse(entry).toOptional().orElseThrow())
                .toList();
        return IntStream.range(0, ranges.size())
                .filter(inner -> IntStream.range(0, ranges.size())
                        .anyMatch(outer -> outer != inner && adds(ranges, inner, outer)))
                .boxed()
                .toList();
    }

    private static boolean adds(List<AddressRange> ranges, int inner, int outer) {
        AddressRange in = ranges.get(inner);
        AddressRange out = ranges.get(outer);
        boolean lies =
                in instanceof CidrBlock block ? out.contains(block.first()) && out.contains(block.last()) : in == out;
        return lies && (outer < inner || !in.equals(out));
    }

    private String entry() {
        return switch (random.nextInt(10)) {
            case 0 -> "*";
            case 1 -> "2001:db8::/" + (120 + random.nextInt(9));
            case 2 -> "::/0";
            default -> {
                int prefix = 26 + random.nextInt(7);
                yield "10.0.0." + (random.nextInt(64) & -(1 << (32 - prefix))) + "/" + prefix;
            }
        };
    }
}
