package dev.securitypolicies.ip;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.securitypolicies.ip.ClientAddress.Derivation;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows of `address-vectors.json`, which the console page reads too. Each row carries its reason. */
final class AddressVectorsTest {

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource
    void valid(String text, String canonical, String why) {
        assertThat(RangeParser.parse(text).toOptional().map(Object::toString))
                .as(why)
                .contains(canonical);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource
    void invalid(String text, String error, String why) {
        Parsed<AddressRange> parsed = RangeParser.parse(text);
        assertThat(parsed).as(why).isInstanceOf(Parsed.Failure.class);
        var failure = (Parsed.Failure<AddressRange>) parsed;
        assertThat(failure.error().code()).as(why).isEqualTo(error);
        assertThat(failure.message()).contains("`").doesNotEndWith(".");
        assertThat(failure.hint()).isNotBlank();
    }

    @ParameterizedTest(name = "{0} and {1}: {3}")
    @MethodSource
    void contains(String range, String address, boolean contains, String why) {
        AddressRange parsed = RangeParser.parse(range).toOptional().orElseThrow();
        IpAddress ip = ClientAddress.parse(address, Derivation.PEER).address().orElseThrow();
        assertThat(parsed.contains(ip)).as(why).isEqualTo(contains);
        assertThat(AddressSet.of(java.util.List.of(parsed)).contains(ip))
                .as(why)
                .isEqualTo(contains);
    }

    @Test
    void everyKindOfErrorHasARow() {
        assertThat(rows("invalid").map(row -> row.path("error").asText()))
                .contains(
                        Stream.of(AddressError.values()).map(AddressError::code).toArray(String[]::new));
    }

    static Stream<Arguments> valid() {
        return rows("valid").map(row -> Arguments.of(text(row, "text"), text(row, "canonical"), text(row, "why")));
    }

    static Stream<Arguments> invalid() {
        return rows("invalid").map(row -> Arguments.of(text(row, "text"), text(row, "error"), text(row, "why")));
    }

    static Stream<Arguments> contains() {
        return rows("contains")
                .map(row -> Arguments.of(
                        text(row, "range"),
                        text(row, "address"),
                        row.path("contains").asBoolean(),
                        text(row, "why")));
    }

    private static String text(JsonNode row, String field) {
        return row.required(field).asText();
    }

    private static Stream<JsonNode> rows(String table) {
        try (InputStream file = AddressVectorsTest.class.getResourceAsStream("/address-vectors.json")) {
            return StreamSupport.stream(
                    new ObjectMapper().readTree(file).required(table).spliterator(), false);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
