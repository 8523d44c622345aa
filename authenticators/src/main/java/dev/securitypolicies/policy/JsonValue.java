package dev.securitypolicies.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.securitypolicies.policy.SettingType.RangesByName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The value of one setting in a {@link PolicyDocument}, beside the text that it is in an attribute. */
final class JsonValue {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private JsonValue() {}

    /** The value for a text; one that cannot be read stays the text that it is. */
    static JsonNode write(Setting<?> setting, String text) {
        String word = text.toLowerCase(Locale.ROOT);
        return switch (setting.type().shape()) {
            case FLAG ->
                word.equals("true") || word.equals("false")
                        ? JSON.booleanNode(word.equals("true"))
                        : JSON.textNode(text);
            case NUMBER -> text.matches("[0-9]{1,6}") ? JSON.numberNode(Integer.parseInt(text)) : JSON.textNode(text);
            case WORD -> JSON.textNode(word);
            case TEXT -> JSON.textNode(text);
            case LIST -> array(TextLists.split(text));
            case LISTS ->
                JsonLists.read(setting, text, new Problems())
                        .<JsonNode>map(JsonValue::object)
                        .orElseGet(() -> JSON.textNode(text));
        };
    }

    private static ObjectNode object(Map<String, List<String>> lists) {
        ObjectNode object = JSON.objectNode();
        lists.forEach((name, entries) -> object.set(name, array(entries)));
        return object;
    }

    private static ArrayNode array(List<String> entries) {
        ArrayNode array = JSON.arrayNode();
        entries.forEach(array::add);
        return array;
    }

    /** The text for a value; nothing if it is of another type. */
    static Optional<String> read(SettingType type, JsonNode value) {
        return switch (type.shape()) {
            case FLAG -> only(value.isBoolean(), value.asText());
            case NUMBER -> only(value.isIntegralNumber(), value.asText());
            case WORD, TEXT -> only(value.isTextual(), value.asText());
            case LIST -> only(isList(value), TextLists.join(entries(value)));
            case LISTS -> isLists(value) ? Optional.of(lists(type, value)) : Optional.empty();
        };
    }

    private static Optional<String> only(boolean fits, String text) {
        return fits ? Optional.of(text) : Optional.empty();
    }

    private static boolean isList(JsonNode value) {
        return value.isArray() && entries(value).size() == value.size();
    }

    private static boolean isLists(JsonNode value) {
        return value.isObject() && value.properties().stream().allMatch(field -> isList(field.getValue()));
    }

    private static List<String> entries(JsonNode array) {
        List<String> entries = new ArrayList<>();
        array.forEach(entry -> {
            if (entry.isTextual()) {
                entries.add(entry.asText().strip());
            }
        });
        return entries;
    }

    /**
     * A list that is empty restricts nothing, and is left out as a cleared field is (R11); one that defines a name stays. An
     * entry that is blank is none of both: it is kept, to be reported.
     */
    private static String lists(SettingType type, JsonNode value) {
        boolean defines = type instanceof RangesByName lists && lists.keys() == Named.IP_GROUP;
        SortedMap<String, List<String>> lists = new TreeMap<>();
        value.properties().forEach(field -> {
            List<String> entries = entries(field.getValue());
            if (defines || !entries.isEmpty()) {
                lists.put(field.getKey(), entries);
            }
        });
        return lists.isEmpty() ? "" : JsonLists.write(lists);
    }
}
