package dev.securitypolicies.policy;

import dev.securitypolicies.ip.AddressRange;
import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.ip.Parsed;
import dev.securitypolicies.ip.RangeParser;
import java.util.ArrayList;
import java.util.List;

/**
 * An allowlist that stands outside of the policy, as in a step of a flow, and may refer to the policy's IP groups. What cannot be
 * understood matches nothing (R11).
 *
 * @param addresses what the valid entries stand for
 * @param faults what is wrong with the others; empty if all are valid
 */
public record NetworkList(AddressSet addresses, List<Fault> faults) {

    /** How long it may be: it is read anew at every login. */
    private static final int MOST_CHARACTERS = 4_000;

    /**
     * An entry that matches nothing.
     *
     * @param message what is wrong, with the entry in backticks
     * @param hint what to write instead
     */
    public record Fault(String message, String hint) {}

    /** Keeps a copy of the faults. */
    public NetworkList {
        faults = List.copyOf(faults);
    }

    /**
     * Reads a list.
     *
     * @param text entries separated by commas or line breaks; without any it holds no address, which is a fault
     * @param ip whose groups it may refer to
     */
    public static NetworkList read(String text, IpPolicy ip) {
        List<Fault> faults = new ArrayList<>();
        if (!isShort(text)) {
            faults.add(new Fault(
                    "the list has " + text.length() + " characters",
                    "write at most " + MOST_CHARACTERS + "; put the networks into an IP group and write its @name"));
            return new NetworkList(AddressSet.NONE, faults);
        }
        List<String> entries = TextLists.split(text);
        if (entries.isEmpty()) {
            faults.add(new Fault("the list is empty", "write at least one address, network or @group"));
        }
        List<AddressSet> sets = entries.stream()
                .distinct()
                .map(entry -> entry.startsWith("@") ? group(entry, ip, faults) : range(entry, faults))
                .toList();
        return new NetworkList(AddressSet.union(sets), faults);
    }

    /** Whether it is not too long to be read. */
    public static boolean isShort(String text) {
        return text.length() <= MOST_CHARACTERS;
    }

    /** The entries of a list, as they are written. */
    public static List<String> entries(String text) {
        return TextLists.split(text);
    }

    private static AddressSet group(String entry, IpPolicy ip, List<Fault> faults) {
        Allowlist group = ip.groups().get(entry.substring(1));
        if (group == null) {
            faults.add(
                    new Fault("`" + entry + "` refers to an IP group that does not exist", "define the group first"));
            return AddressSet.NONE;
        }
        return group.addresses();
    }

    private static AddressSet range(String entry, List<Fault> faults) {
        Parsed<AddressRange> parsed = RangeParser.parse(entry);
        if (parsed instanceof Parsed.Failure<AddressRange> failure) {
            faults.add(new Fault(failure.message(), failure.hint()));
        }
        return parsed.toOptional().map(List::of).map(AddressSet::of).orElse(AddressSet.NONE);
    }
}
