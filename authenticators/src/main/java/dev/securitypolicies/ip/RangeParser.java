package dev.securitypolicies.ip;

import dev.securitypolicies.ip.Parsed.Failure;
import dev.securitypolicies.ip.Parsed.Value;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one address range as an admin writes it: an address, a CIDR block, an IPv4 wildcard of four parts with the stars
 * last, or `*` alone. Everything else is refused with a hint; nothing is guessed.
 */
public final class RangeParser {

    private static final Pattern OCTET = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Pattern PREFIX = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Pattern DASH = Pattern.compile("[0-9a-fA-F.:]+\\s*-\\s*[0-9a-fA-F.:]+");

    private RangeParser() {}

    /** Reads one entry. White space around it is ignored; empty text is refused. */
    public static Parsed<AddressRange> parse(String text) {
        String entry = text.strip();
        if (entry.equals("*")) {
            return new Value<>(AddressRange.Any.ANY);
        }
        if (DASH.matcher(entry).matches()) {
            return failure(
                    AddressError.DASH_RANGE,
                    "`" + entry + "` is written with a dash",
                    "write the range as CIDR blocks, such as 10.15.1.8/30");
        }
        if (entry.indexOf('*') >= 0) {
            return wildcard(entry);
        }
        int slash = entry.indexOf('/');
        return slash < 0 ? single(entry) : block(entry, entry.substring(0, slash), entry.substring(slash + 1));
    }

    private static Parsed<AddressRange> single(String entry) {
        Parsed<IpAddress> parsed = AddressParser.parse(entry);
        if (parsed instanceof Failure<IpAddress> failure) {
            return failure(failure.error(), failure.message(), failure.hint());
        }
        IpAddress address = ((Value<IpAddress>) parsed).value();
        return address.isMapped() ? mapped(entry, address) : new Value<>(CidrBlock.single(address));
    }

    private static Parsed<AddressRange> block(String entry, String network, String length) {
        Parsed<IpAddress> parsed = AddressParser.parse(network);
        if (parsed instanceof Failure<IpAddress> failure) {
            return failure(failure.error(), failure.message(), failure.hint());
        }
        IpAddress address = ((Value<IpAddress>) parsed).value();
        int bits = address.family().bits();
        Matcher digits = PREFIX.matcher(length);
        if (!digits.matches() || Integer.parseInt(length) > bits) {
            return failure(
                    AddressError.BAD_PREFIX,
                    "`" + entry + "` has no valid prefix length",
                    "write a number from 0 to " + bits + " behind the slash");
        }
        if (address.isMapped()) {
            return mapped(entry, address);
        }
        CidrBlock block = CidrBlock.around(address, Integer.parseInt(length));
        if (!block.first().equals(address)) {
            return failure(
                    AddressError.HOST_BITS,
                    "`" + entry + "` has bits behind the prefix",
                    "write `" + block + "` for the whole block or `" + address + "` for the one address");
        }
        return new Value<>(block);
    }

    private static Parsed<AddressRange> wildcard(String entry) {
        List<String> parts = List.of(entry.split("\\.", -1));
        int fixed = (int) parts.stream().takeWhile(part -> !part.equals("*")).count();
        boolean starsLast = parts.stream().skip(fixed).allMatch("*"::equals);
        if (parts.size() != 4 || !starsLast || fixed == 4) {
            return failure(
                    AddressError.BAD_WILDCARD,
                    "`" + entry + "` is not a valid wildcard",
                    "write four parts with the stars last, such as 10.15.*.*, or `*` alone for any address");
        }
        int bits = 0;
        for (String part : parts.subList(0, fixed)) {
            if (!OCTET.matcher(part).matches() || Integer.parseInt(part) > 255) {
                return AddressParser.notAnAddress(entry);
            }
            bits = bits << 8 | Integer.parseInt(part);
        }
        int prefixLength = 8 * fixed;
        int network = prefixLength == 0 ? 0 : bits << (32 - prefixLength);
        return new Value<>(new CidrBlock(IpAddress.ipv4(network), prefixLength));
    }

    private static Parsed<AddressRange> mapped(String entry, IpAddress address) {
        return failure(
                AddressError.MAPPED_ADDRESS,
                "`" + entry + "` is an IPv4-mapped IPv6 address",
                "write the IPv4 form, `" + address.unmapped() + "`: clients are always matched by it");
    }

    private static Parsed<AddressRange> failure(AddressError error, String message, String hint) {
        return new Failure<>(error, message, hint);
    }
}
