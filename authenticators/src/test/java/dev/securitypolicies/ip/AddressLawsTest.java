package dev.securitypolicies.ip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.ip.ClientAddress.Derivation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws that hold for any address and any set, checked on random ones against a slow and obvious matcher. */
final class AddressLawsTest {

    private static final int ROUNDS = Laws.tries(2_000);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void canonicalTextReadsBackAsTheSameRange(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            CidrBlock block = block(random);
            if (!block.first().isMapped()) {
                assertThat(RangeParser.parse(block.toString()).toOptional()).contains(block);
            }
            IpAddress address = block.last();
            assertThat(ClientAddress.parse(address.toString(), Derivation.PEER).address())
                    .contains(address.unmapped());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void aSetContainsWhatOneOfItsRangesContains(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < Laws.tries(200); i++) {
            List<CidrBlock> blocks = new ArrayList<>();
            for (int n = random.nextInt(12); n > 0; n--) {
                blocks.add(block(random));
            }
            AddressSet set = AddressSet.of(blocks);
            for (IpAddress probe : probes(random, blocks)) {
                boolean expected = blocks.stream().anyMatch(block -> SlowMatcher.contains(block, probe));
                assertThat(set.contains(probe)).as("%s in %s", probe, blocks).isEqualTo(expected);
            }
        }
    }

    /** Complement, difference, size and blocks against what each address says of itself. */
    @ParameterizedTest
    @ValueSource(longs = {12, 13, 14})
    void theAlgebraIsThatOfItsMembers(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < Laws.tries(300); i++) {
            List<CidrBlock> some = blocks(random);
            List<CidrBlock> others = blocks(random);
            AddressSet a = AddressSet.of(some);
            AddressSet b = AddressSet.of(others);
            List<CidrBlock> all = new ArrayList<>(some);
            all.addAll(others);
            for (IpAddress probe : probes(random, all)) {
                assertThat(a.complement().contains(probe)).isEqualTo(!a.contains(probe));
                assertThat(a.difference(b).contains(probe)).isEqualTo(a.contains(probe) && !b.contains(probe));
            }
            assertThat(a.complement().complement()).isEqualTo(a);
            assertThat(a.difference(b).union(a.intersection(b))).isEqualTo(a);
            assertThat(a.difference(a).isEmpty()).isTrue();
            assertThat(AddressSet.of(a.blocks())).as("blocks say the same").isEqualTo(a);
            for (IpFamily family : IpFamily.values()) {
                assertThat(a.size(family).add(a.complement().size(family)))
                        .isEqualTo(BigInteger.ONE.shiftLeft(family.bits()));
                assertThat(a.union(b).size(family))
                        .isEqualTo(a.size(family)
                                .add(b.size(family))
                                .subtract(a.intersection(b).size(family)));
            }
        }
    }

    /** Nobody says the same with fewer: no two blocks of an answer are the halves of a third. */
    @ParameterizedTest
    @ValueSource(longs = {15, 16})
    void blocksAreTheFewest(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < Laws.tries(500); i++) {
            List<CidrBlock> blocks = AddressSet.of(blocks(random)).blocks();
            for (int n = 1; n < blocks.size(); n++) {
                CidrBlock one = blocks.get(n - 1);
                CidrBlock next = blocks.get(n);
                boolean halves = one.prefixLength() == next.prefixLength()
                        && one.prefixLength() > 0
                        && one.first().family() == next.first().family()
                        && CidrBlock.around(one.first(), one.prefixLength() - 1).contains(next.first());
                assertThat(halves).as("%s and %s", one, next).isFalse();
            }
        }
    }

    @ParameterizedTest(name = "all but {0} is {1} ({2})")
    @CsvSource(
            delimiter = ';',
            value = {
                "0.0.0.0/1;          128.0.0.0/1, ::/0;   the other half, and the other family",
                "::/0;               0.0.0.0/0;           a whole family",
                "0.0.0.0/0, ::/0;    '';                  everything",
                "0.0.0.1, ::/0;      0.0.0.0, 0.0.0.2/31, 0.0.0.4/30, 0.0.0.8/29, 0.0.0.16/28, 0.0.0.32/27, 0.0.0.64/26, "
                        + "0.0.0.128/25, 0.0.1.0/24, 0.0.2.0/23, 0.0.4.0/22, 0.0.8.0/21, 0.0.16.0/20, 0.0.32.0/19, "
                        + "0.0.64.0/18, 0.0.128.0/17, 0.1.0.0/16, 0.2.0.0/15, 0.4.0.0/14, 0.8.0.0/13, 0.16.0.0/12, "
                        + "0.32.0.0/11, 0.64.0.0/10, 0.128.0.0/9, 1.0.0.0/8, 2.0.0.0/7, 4.0.0.0/6, 8.0.0.0/5, 16.0.0.0/4, "
                        + "32.0.0.0/3, 64.0.0.0/2, 128.0.0.0/1; one address is missing",
            })
    void complementsAsAnAdminWouldWriteThem(String ranges, String rest, String why) {
        assertThat(set(ranges.split(", ", -1)).complement().toString()).as(why).isEqualTo(rest);
    }

    private static List<CidrBlock> blocks(Random random) {
        List<CidrBlock> blocks = new ArrayList<>();
        for (int n = random.nextInt(8); n > 0; n--) {
            blocks.add(block(random));
        }
        return blocks;
    }

    @ParameterizedTest(name = "`{0}` and `{1}` are `{2}`: {3} ({4})")
    @CsvSource({
        "10.0.0.0/25, 10.0.0.128/25, 10.0.0.0/24, true,  two halves",
        "10.0.0.128/25, 10.0.0.0/25, 10.0.0.0/24, true,  in the other order",
        "0.0.0.0/1,   128.0.0.0/1,   0.0.0.0/0,   true,  up to the last address",
        "::/1,        8000::/1,      ::/0,        true,  up to the last of 128 bits",
        "2001:db8::/65, 2001:db8:0:0:8000::/65, 2001:db8::/64, true, a carry from the lower half",
        "10.0.0.0/25, 10.0.0.129/32, 10.0.0.0/24, false, with a gap",
        "10.0.0.0/24, 10.0.0.7/32,   10.0.0.0/24, true,  one inside of the other",
    })
    void setsOfTheSameAddressesAreEqual(String one, String other, String whole, boolean equal, String why) {
        assertThat(set(one, other).equals(set(whole))).as(why).isEqualTo(equal);
        assertThat(set(one).union(set(other)).equals(set(whole))).as(why).isEqualTo(equal);
    }

    private static AddressSet set(String... ranges) {
        return AddressSet.of(Stream.of(ranges)
                .map(text -> RangeParser.parse(text).toOptional().orElseThrow())
                .toList());
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    void orderIsTheOrderOfTheNumbers(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            IpAddress a = address(random);
            IpAddress b = random.nextInt(4) == 0 ? a : address(random);
            int expected = a.family() != b.family()
                    ? a.family().compareTo(b.family())
                    : SlowMatcher.number(a).compareTo(SlowMatcher.number(b));
            assertThat(Integer.signum(a.compareTo(b))).isEqualTo(Integer.signum(expected));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 11})
    void arbitraryTextNeverThrows(long seed) {
        Random random = new Random(seed);
        String alphabet = "0123456789abcf.:*/-%[]@ ,\"xé";
        for (int i = 0; i < Laws.tries(20_000); i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(24); n > 0; n--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(RangeParser.parse(text.toString())).isNotNull();
            assertThat(ForwardingHeader.FORWARDED.hops(List.of(text.toString())))
                    .isNotNull();
            assertThat(ForwardingHeader.X_FORWARDED_FOR.hops(List.of(text.toString())))
                    .isNotNull();
        }
    }

    /** The edges of each block, their neighbours, and some addresses from anywhere. */
    private static List<IpAddress> probes(Random random, List<CidrBlock> blocks) {
        List<IpAddress> probes = new ArrayList<>();
        for (CidrBlock block : blocks) {
            for (IpAddress edge : List.of(block.first(), block.last())) {
                probes.add(edge);
                probes.add(SlowMatcher.plus(edge, 1));
                probes.add(SlowMatcher.plus(edge, -1));
            }
        }
        for (int i = 0; i < 10; i++) {
            probes.add(address(random));
        }
        return probes;
    }

    private static CidrBlock block(Random random) {
        IpAddress address = address(random);
        return CidrBlock.around(address, random.nextInt(address.family().bits() + 1));
    }

    /** Few distinct bits, so that nesting and neighbourhood happen often. */
    private static IpAddress address(Random random) {
        if (random.nextBoolean()) {
            return IpAddress.ipv4(random.nextInt() & (random.nextBoolean() ? -1 : 0xC000_0003));
        }
        long high = random.nextLong() & (random.nextBoolean() ? -1L : 0x8000_0000_0000_0001L);
        long low = random.nextLong() & (random.nextBoolean() ? -1L : 0x8000_0000_0000_0003L);
        return IpAddress.ipv6(high, low);
    }

    /** Addresses as bit strings and whole numbers: slow, and hard to get wrong. */
    private static final class SlowMatcher {

        static boolean contains(CidrBlock block, IpAddress address) {
            return block.first().family() == address.family()
                    && bits(address).startsWith(bits(block.first()).substring(0, block.prefixLength()));
        }

        static BigInteger number(IpAddress address) {
            BigInteger high = new BigInteger(Long.toUnsignedString(address.high()));
            return high.shiftLeft(64).or(new BigInteger(Long.toUnsignedString(address.low())));
        }

        static IpAddress plus(IpAddress address, long distance) {
            int bits = address.family().bits();
            BigInteger moved = number(address).add(BigInteger.valueOf(distance)).mod(BigInteger.ONE.shiftLeft(bits));
            return new IpAddress(address.family(), moved.shiftRight(64).longValue(), moved.longValue());
        }

        private static String bits(IpAddress address) {
            String digits = number(address).toString(2);
            return "0".repeat(address.family().bits() - digits.length()) + digits;
        }
    }
}
