package dev.securitypolicies.policy;

import dev.securitypolicies.ip.AddressSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what an organization asks of its members (R17) from its attributes, of which each can have several values. Lists may refer to the IP
 * groups of the realm. Nothing in the attributes can make it fail: what cannot be read is reported and taken in the way that
 * admits the least (R11).
 */
public final class OrganizationCodec {

    /** The settings that an organization can carry, under the names that they have in a realm. */
    public static final List<Setting<?>> SETTINGS = List.of(Setting.IP_SUBSCRIBER, Setting.MFA_EVERYONE);

    /** A kind of problem: an entry of the organization's list. */
    private static final String BAD_ENTRY = "bad-entry";

    private OrganizationCodec() {}

    /**
     * An organization as a tenant, and everything that was wrong with the text it was read from.
     *
     * @param subscriber what it asks, always usable
     * @param problems all problems
     */
    public record Decoded(Subscriber subscriber, List<Problem> problems) {}

    /**
     * Reads the attributes of an organization; those that are not the pack's are ignored.
     *
     * @param lists how the text of a list is read: {@link NetworkList#read} with the IP groups of the realm
     */
    public static Decoded decode(Map<String, List<String>> attributes, Function<String, NetworkList> lists) {
        Problems problems = new Problems();
        Subscriber subscriber =
                new Subscriber(addresses(attributes, lists, problems), isFactorRequired(attributes, problems));
        attributes.keySet().stream()
                .filter(Setting::looksLikeOurs)
                .filter(name -> SETTINGS.stream()
                        .noneMatch(setting -> setting.attribute().equals(name)))
                .sorted()
                .forEach(name -> problems.unknownSetting(name, name));
        return new Decoded(subscriber, problems.all());
    }

    private static Optional<AddressSet> addresses(
            Map<String, List<String>> attributes, Function<String, NetworkList> lists, Problems problems) {
        String text = joined(values(attributes, Setting.IP_SUBSCRIBER));
        if (TextLists.split(text).isEmpty()) {
            return Optional.empty();
        }
        NetworkList list = lists.apply(text);
        list.faults()
                .forEach(fault ->
                        problems.add(Setting.IP_SUBSCRIBER, Location.WHOLE, BAD_ENTRY, fault.message(), fault.hint()));
        return Optional.of(list.addresses());
    }

    /** As far as anybody reads on: what is longer is not read at all. */
    private static String joined(List<String> values) {
        StringBuilder text = new StringBuilder();
        for (String value : values) {
            if (!NetworkList.isShort(text.toString())) {
                break;
            }
            text.append(value).append('\n');
        }
        return text.toString();
    }

    /** One value that says so is enough, and one that cannot be read says so. */
    private static boolean isFactorRequired(Map<String, List<String>> attributes, Problems problems) {
        List<Boolean> read = new ArrayList<>();
        for (String value : values(attributes, Setting.MFA_EVERYONE)) {
            read.add(new ScalarReader(Map.of(Setting.MFA_EVERYONE.attribute(), value), problems)
                    .flag(Setting.MFA_EVERYONE));
        }
        return read.contains(true);
    }

    private static List<String> values(Map<String, List<String>> attributes, Setting<?> setting) {
        List<String> values = attributes.get(setting.attribute());
        return values == null
                ? List.of()
                : values.stream()
                        .filter(value -> value != null)
                        .map(String::strip)
                        .toList();
    }
}
