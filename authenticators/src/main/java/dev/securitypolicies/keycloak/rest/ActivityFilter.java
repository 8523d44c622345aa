package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.ip.AddressParser;
import dev.securitypolicies.ip.AddressRange;
import dev.securitypolicies.ip.IpAddress;
import dev.securitypolicies.ip.RangeParser;
import dev.securitypolicies.keycloak.representation.ActivityRepresentation.Entry;
import dev.securitypolicies.keycloak.representation.ActivityRepresentation.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which records are asked for. Names are found by a part of them, whatever its case.
 *
 * @param user a part of the name of whom a record is about, or of who made a change
 * @param network the addresses that are meant
 * @param address the one address that is meant, as the store knows it; empty for a network
 * @param role a part of the key of a withheld role
 * @param reason a part of a reason code
 * @param reference what a refused user was shown
 * @param kind the kind of record
 * @param since from when, in milliseconds since the epoch
 * @param until until when, in milliseconds since the epoch
 */
record ActivityFilter(
        Optional<String> user,
        Optional<AddressRange> network,
        Optional<String> address,
        Optional<String> role,
        Optional<String> reason,
        Optional<String> reference,
        Optional<Kind> kind,
        OptionalLong since,
        OptionalLong until) {

    static ActivityFilter of(ActivityParameters parameters) {
        Optional<AddressRange> network = parameters.text("address").map(ActivityFilter::network);
        return new ActivityFilter(
                parameters.text("user"),
                network,
                parameters
                        .text("address")
                        .flatMap(text -> AddressParser.parse(text).toOptional().map(IpAddress::toString)),
                parameters.text("role"),
                parameters.text("reason"),
                parameters.text("reference"),
                parameters.text("kind").map(ActivityFilter::kind),
                parameters.time("since"),
                parameters.time("until"));
    }

    private static AddressRange network(String text) {
        return RangeParser.parse(text)
                .toOptional()
                .orElseThrow(
                        () -> JsonResponses.badParameter(
                                "`address` is neither an address nor a network; write one such as 203.0.113.7 or 203.0.113.0/24"));
    }

    private static Kind kind(String text) {
        return Stream.of(Kind.values())
                .filter(kind -> kind.code().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        JsonResponses.badParameter("`kind` is not known; write refused, reported, notice or change"));
    }

    /** Whether a change of the policy can be meant: it is about no role and no reason, and nobody was refused. */
    boolean admitsChanges() {
        return role.isEmpty()
                && reference.isEmpty()
                && reason.map(text -> isPart(text, "change")).orElse(true)
                && kind.map(Kind.CHANGE::equals).orElse(true);
    }

    /** Whether a record of a decision can be meant. */
    boolean admitsDecisions() {
        return kind.map(wanted -> wanted != Kind.CHANGE).orElse(true);
    }

    /** Whether the entry is meant, as far as the store has not looked at it. */
    boolean admits(Entry entry) {
        return kind.map(entry.kind()::equals).orElse(true)
                && reason.map(text -> isPart(text, entry.reason())).orElse(true)
                && reference.map(text -> text.equals(entry.reference())).orElse(true)
                && user.map(text -> isPart(text, entry.user()) || isPart(text, entry.name()))
                        .orElse(true)
                && role.map(text -> roles(entry).stream().anyMatch(key -> isPart(text, key)))
                        .orElse(true)
                && network.map(range -> holds(range, entry.address())).orElse(true);
    }

    private static List<String> roles(Entry entry) {
        return entry.roles() == null ? List.of() : entry.roles();
    }

    private static boolean isPart(String text, @Nullable String whole) {
        return whole != null && whole.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }

    /** A chain of tokens has several addresses: then one of them is enough. */
    private static boolean holds(AddressRange range, @Nullable String addresses) {
        return addresses != null
                && Stream.of(addresses.split("[, ]+", -1))
                        .flatMap(text -> AddressParser.parse(text).toOptional().stream())
                        .anyMatch(range::contains);
    }
}
