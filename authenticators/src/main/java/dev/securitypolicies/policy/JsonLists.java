package dev.securitypolicies.policy;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Reads and writes an attribute that holds a JSON object of lists of text: `{"name": ["entry", …], …}`. */
final class JsonLists {

    private static final String HINT = "write a JSON object of lists, such as {\"name\": [\"10.15.1.*\"]}";

    /** A key that comes twice would silently lose one of its lists. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonLists() {}

    /** The lists by name in the order they were written; empty if the text is no such object, which is reported. */
    static Optional<Map<String, List<String>>> read(Setting<?> setting, String text, Problems problems) {
        try {
            JsonNode root = JSON.readTree(text);
            if (!root.isObject()) {
                problems.add(
                        setting, Location.WHOLE, "not-an-object", "`" + excerpt(text) + "` is not a JSON object", HINT);
                return Optional.empty();
            }
            Map<String, List<String>> lists = new LinkedHashMap<>();
            root.properties()
                    .forEach(field ->
                            lists.put(field.getKey(), entries(setting, field.getKey(), field.getValue(), problems)));
            return Optional.of(lists);
        } catch (JsonProcessingException e) {
            problems.add(setting, position(e), "not-json", "`" + excerpt(text) + "` is not valid JSON", HINT);
            return Optional.empty();
        }
    }

    static String write(SortedMap<String, List<String>> lists) {
        return JSON.valueToTree(lists).toString();
    }

    /** Anything that is not text becomes an entry that no parser accepts, so that it is reported and matches nothing. */
    private static List<String> entries(Setting<?> setting, String key, JsonNode value, Problems problems) {
        if (!value.isArray()) {
            problems.add(setting, Location.WHOLE.inKey(key), "not-a-list", "`" + value + "` is not a list", HINT);
            return List.of(value.toString());
        }
        List<String> entries = new ArrayList<>();
        for (JsonNode entry : value) {
            entries.add(entry.isTextual() ? entry.asText().strip() : entry.toString());
        }
        return entries;
    }

    private static String excerpt(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private static Location position(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return location == null ? Location.WHOLE : Location.atLine(location.getLineNr(), location.getColumnNr());
    }
}
