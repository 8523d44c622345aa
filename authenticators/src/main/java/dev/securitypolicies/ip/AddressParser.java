package dev.securitypolicies.ip;

import dev.securitypolicies.ip.Parsed.Failure;
import dev.securitypolicies.ip.Parsed.Value;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.ipv6.IPv6Address;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Reads one address, strictly: dotted decimal with four parts and no leading zeros, or the text forms of RFC 4291, 2.2.
 * Never a name, so never DNS.
 */
public final class AddressParser {

    private static final Pattern POSSIBLE = Pattern.compile("[0-9a-fA-F.:]{2,45}");

    /** The library is permissive by default: `""` would be 127.0.0.1 and `010.0.0.1` would be 8.0.0.1. */
    private static final IPAddressStringParameters STRICT = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowPrefix(false)
            .allowMask(false)
            .allowWildcardedSeparator(false)
            .setRangeOptions(RangeParameters.NO_RANGE)
            .getIPv4AddressParametersBuilder()
            .allow_inet_aton(false)
            .allowLeadingZeros(false)
            .allowUnlimitedLeadingZeros(false)
            .allowBinary(false)
            .getParentBuilder()
            .getIPv6AddressParametersBuilder()
            .allowZone(false)
            .allowBase85(false)
            .allowBinary(false)
            .allowUnlimitedLeadingZeros(false)
            .allowMixed(true)
            .getParentBuilder()
            .toParams();

    private static final int IPV4_PARTS = 4;
    private static final int MOST_DIGITS = 3;

    private AddressParser() {}

    public static Parsed<IpAddress> parse(String text) {
        if (text.indexOf('%') >= 0) {
            return new Failure<>(
                    AddressError.ZONE, "`" + text + "` has a zone id", "write the address without the part from % on");
        }
        OptionalInt bits = dotted(text);
        if (bits.isPresent()) {
            return new Value<>(IpAddress.ipv4(bits.getAsInt()));
        }
        return strictly(text).<Parsed<IpAddress>>map(Value::new).orElseGet(() -> notAnAddress(text));
    }

    static <T> Parsed<T> notAnAddress(String text) {
        return new Failure<>(
                AddressError.NOT_AN_ADDRESS,
                "`" + text + "` is not an IP address",
                "write an address such as 203.0.113.7 or 2001:db8::7, a block such as 203.0.113.0/24, "
                        + "or a wildcard such as 203.0.113.*");
    }

    /** Four numbers without leading zeros, which is what nearly every request comes with; the library reads anything else. */
    private static OptionalInt dotted(String text) {
        int bits = 0;
        int at = 0;
        for (int part = 0; part < IPV4_PARTS; part++) {
            int begin = at;
            int value = 0;
            while (at < text.length() && at - begin < MOST_DIGITS && isDigit(text.charAt(at))) {
                value = value * 10 + (text.charAt(at) - '0');
                at++;
            }
            boolean isNumber = at > begin && value <= 0xFF && (at == begin + 1 || text.charAt(begin) != '0');
            boolean ends = part == IPV4_PARTS - 1 ? at == text.length() : at < text.length() && text.charAt(at) == '.';
            if (!isNumber || !ends) {
                return OptionalInt.empty();
            }
            bits = bits << 8 | value;
            at++;
        }
        return OptionalInt.of(bits);
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static Optional<IpAddress> strictly(String text) {
        if (!POSSIBLE.matcher(text).matches()) {
            return Optional.empty();
        }
        IPAddress parsed = new IPAddressString(text, STRICT).getAddress();
        if (parsed == null || parsed.isMultiple()) {
            return Optional.empty();
        }
        if (parsed.isIPv4()) {
            return Optional.of(IpAddress.ipv4(parsed.toIPv4().intValue()));
        }
        IPv6Address ipv6 = parsed.toIPv6();
        long[] halves = halves(ipv6.getBytes());
        return Optional.of(IpAddress.ipv6(halves[0], halves[1]));
    }

    private static long[] halves(byte[] bytes) {
        long[] halves = new long[2];
        for (int i = 0; i < bytes.length; i++) {
            halves[i / 8] = halves[i / 8] << 8 | (bytes[i] & 0xFF);
        }
        return halves;
    }
}
