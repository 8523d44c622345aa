package dev.securitypolicies.ip;

import dev.securitypolicies.ip.Parsed.Failure;
import dev.securitypolicies.ip.Parsed.Value;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.ipv6.IPv6Address;
import java.util.Optional;
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

    private AddressParser() {}

    public static Parsed<IpAddress> parse(String text) {
        if (text.indexOf('%') >= 0) {
            return new Failure<>(
                    AddressError.ZONE, "`" + text + "` has a zone id", "write the address without the part from % on");
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
