package dev.securitypolicies.policy;

import dev.securitypolicies.ip.AddressRange;
import dev.securitypolicies.ip.CidrBlock;
import dev.securitypolicies.ip.IpAddress;
import dev.securitypolicies.ip.IpFamily;
import dev.securitypolicies.ip.RangeParser;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What in a list of ranges is valid and still cannot be meant: an entry inside of another, or as wide as the Internet. */
final class RangeReview {

    private static final int MOST_COMPARED = 2_000;

    private final Setting<?> setting;
    private final Problems problems;

    RangeReview(Setting<?> setting, Problems problems) {
        this.setting = setting;
        this.problems = problems;
    }

    void list(Location location, List<String> entries) {
        List<Optional<AddressRange>> ranges = new ArrayList<>();
        entries.forEach(entry -> ranges.add(RangeParser.parse(entry).toOptional()));
        BitSet suspects = suspects(ranges);
        for (int i = 0; i < ranges.size(); i++) {
            Location at = location.atIndex(i);
            String entry = entries.get(i);
            ranges.get(i).ifPresent(range -> wide(at, entry, range));
            Optional<AddressRange> shadow = suspects.get(i) ? shadow(ranges, i) : Optional.empty();
            shadow.ifPresent(outer -> problems.add(
                    setting,
                    at,
                    "shadowed-entry",
                    "`" + entry + "` adds nothing to `" + outer + "`",
                    "remove one of them"));
        }
    }

    /** What holds a good part of the Internet; all of it is an advice of the codec, or was meant. */
    private void wide(Location at, String entry, AddressRange range) {
        if (range instanceof CidrBlock block
                && block.prefixLength() > 0
                && block.prefixLength() < shortest(block.first().family())) {
            problems.add(
                    setting,
                    at,
                    "wide-range",
                    "`" + entry + "` is so wide that it hardly restricts",
                    "write the networks that you mean");
        }
    }

    private static int shortest(IpFamily family) {
        return family == IpFamily.IPV4 ? 8 : 16;
    }

    /**
     * Which entries can lie in another one. Two blocks are apart or one lies in the other, so that in the order of their first addresses, wider ones before,
     * a block lies in an earlier one if and only if that reaches as far. Ranges of other kinds are few, and each entry is a suspect beside them.
     */
    private static BitSet suspects(List<Optional<AddressRange>> ranges) {
        BitSet suspects = new BitSet();
        List<Integer> blocks = new ArrayList<>();
        for (int i = 0; i < ranges.size(); i++) {
            if (ranges.get(i).filter(CidrBlock.class::isInstance).isPresent()) {
                blocks.add(i);
            } else if (ranges.get(i).isPresent()) {
                suspects.set(0, ranges.size());
                return suspects;
            }
        }
        blocks.sort(Comparator.comparing((Integer i) -> block(ranges, i).first())
                .thenComparing(i -> block(ranges, i).last(), Comparator.reverseOrder()));
        Optional<IpAddress> furthest = Optional.empty();
        for (int i : blocks) {
            IpAddress last = block(ranges, i).last();
            boolean inside = furthest.filter(far -> far.compareTo(last) >= 0).isPresent();
            suspects.set(i, inside);
            furthest = inside ? furthest : Optional.of(last);
        }
        return suspects;
    }

    private static CidrBlock block(List<Optional<AddressRange>> ranges, int i) {
        return (CidrBlock) ranges.get(i).orElseThrow();
    }

    /** The wider entry that an entry lies in; of two equal ones, the first. */
    private static Optional<AddressRange> shadow(List<Optional<AddressRange>> ranges, int i) {
        if (ranges.size() > MOST_COMPARED || ranges.get(i).isEmpty()) {
            return Optional.empty();
        }
        AddressRange inner = ranges.get(i).get();
        for (int j = 0; j < ranges.size(); j++) {
            Optional<AddressRange> outer = ranges.get(j);
            if (j != i && outer.isPresent() && lies(inner, outer.get()) && (j < i || !inner.equals(outer.get()))) {
                return outer;
            }
        }
        return Optional.empty();
    }

    private static boolean lies(AddressRange inner, AddressRange outer) {
        return inner instanceof CidrBlock block
                ? outer.contains(block.first()) && outer.contains(block.last())
                : outer == inner;
    }
}
