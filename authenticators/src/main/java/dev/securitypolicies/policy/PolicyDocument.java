package dev.securitypolicies.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.securitypolicies.policy.Setting.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The policy as one JSON document: the attributes by the parts of their names, with lists as arrays. An attribute that cannot be
 * read stands in it as the text that it is, so that nothing is lost between reading and writing.
 */
public final class PolicyDocument {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final String POLICY = "policy";

    private final SortedMap<String, String> attributes = new TreeMap<>();
    private final Problems problems = new Problems();

    private PolicyDocument() {}

    /**
     * The attributes that a document stands for.
     *
     * @param attributes by their full names; what is as the absence of an attribute means is left out
     * @param problems everything in the document that has no place or not the right shape
     */
    public record Read(SortedMap<String, String> attributes, List<Problem> problems) {}

    /** The document for these attributes; those that are blank or not the pack's are left out. */
    public static ObjectNode write(Map<String, String> attributes) {
        ObjectNode document = JSON.objectNode();
        for (Setting setting : Setting.values()) {
            String text = attributes.getOrDefault(setting.attribute(), "").strip();
            if (!text.isEmpty()) {
                List<String> path = path(setting);
                ObjectNode parent = document;
                for (String part : path.subList(0, path.size() - 1)) {
                    parent = parent.withObjectProperty(part);
                }
                parent.set(path.get(path.size() - 1), value(setting, text));
            }
        }
        return document;
    }

    /** Reads what GET answers, or the document in it alone: what was read can be put back as it is. */
    public static Read readAnswer(JsonNode body) {
        return read(body.path(POLICY).isObject() ? body.path(POLICY) : body);
    }

    /** Reads a document; a body that is no object is one problem. */
    public static Read read(JsonNode document) {
        PolicyDocument reader = new PolicyDocument();
        if (!document.isObject()) {
            reader.problems.add(
                    "", "", "wrong-type", "the body is not a JSON object", "send the document that GET returns");
        } else {
            for (Setting setting : Setting.values()) {
                reader.read(setting, document.at("/" + setting.shortName().replace('.', '/')));
            }
            reader.reportUnknown("", document);
        }
        return new Read(reader.attributes, reader.problems.all());
    }

    private static List<String> path(Setting setting) {
        return List.of(setting.shortName().split("\\.", -1));
    }

    private static JsonNode value(Setting setting, String text) {
        return switch (setting.shape()) {
            case WORD -> JSON.textNode(setting.isChoice() ? text.toLowerCase(Locale.ROOT) : text);
            case FLAG ->
                text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")
                        ? JSON.booleanNode(text.equalsIgnoreCase("true"))
                        : JSON.textNode(text);
            case NUMBER -> text.matches("[0-9]{1,6}") ? JSON.numberNode(Integer.parseInt(text)) : JSON.textNode(text);
            case LIST -> array(TextLists.split(text));
            case LISTS ->
                JsonLists.read(setting, text, new Problems())
                        .<JsonNode>map(lists -> {
                            ObjectNode object = JSON.objectNode();
                            lists.forEach((name, entries) -> object.set(name, array(entries)));
                            return object;
                        })
                        .orElseGet(() -> JSON.textNode(text));
        };
    }

    private static ArrayNode array(List<String> entries) {
        ArrayNode array = JSON.arrayNode();
        entries.forEach(array::add);
        return array;
    }

    private void read(Setting setting, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return;
        }
        Optional<String> text = switch (setting.shape()) {
            case WORD -> value.isTextual() ? Optional.of(value.asText()) : wrong(setting, value, "text");
            case FLAG -> value.isBoolean() ? Optional.of(value.asText()) : wrong(setting, value, "true or false");
            case NUMBER ->
                value.isIntegralNumber() ? Optional.of(value.asText()) : wrong(setting, value, "a whole number");
            case LIST ->
                isList(value) ? Optional.of(TextLists.join(entries(value))) : wrong(setting, value, "a list of text");
            case LISTS ->
                isLists(value) ? Optional.of(lists(value)) : wrong(setting, value, "an object of lists of text");
        };
        text.map(String::strip)
                .filter(found -> !found.isEmpty() && !isDefault(setting, found))
                .ifPresent(found -> attributes.put(setting.attribute(), found));
    }

    private static boolean isDefault(Setting setting, String text) {
        return (setting.shape() == Shape.FLAG && text.equals("false"))
                || (setting == Setting.MODE && text.equals("enforce"))
                || (setting == Setting.MFA_GRACE_DAYS && text.equals("0"));
    }

    private Optional<String> wrong(Setting setting, JsonNode value, String expected) {
        problems.add(setting, "", "wrong-type", "`" + value + "` is not " + expected, "write " + expected);
        return Optional.empty();
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

    /** A list that is empty restricts nothing, and is left out as a cleared field is (R11). */
    private static String lists(JsonNode value) {
        SortedMap<String, List<String>> lists = new TreeMap<>();
        value.properties().forEach(field -> {
            List<String> entries = entries(field.getValue()).stream()
                    .filter(entry -> !entry.isEmpty())
                    .toList();
            if (!entries.isEmpty()) {
                lists.put(field.getKey(), entries);
            }
        });
        return lists.isEmpty() ? "" : JsonLists.write(lists);
    }

    /** A misspelt field would look like a restriction and be none. */
    private void reportUnknown(String parent, JsonNode node) {
        Set<String> settings = new HashSet<>();
        Set<String> branches = new HashSet<>();
        for (Setting setting : Setting.values()) {
            settings.add(setting.shortName());
            branches.add(path(setting).get(0));
        }
        node.properties().forEach(field -> {
            String name = parent + field.getKey();
            if (branches.contains(name)
                    && !settings.contains(name)
                    && field.getValue().isObject()) {
                reportUnknown(name + ".", field.getValue());
            } else if (!settings.contains(name)) {
                problems.add(
                        Setting.PREFIX + name,
                        "",
                        "unknown-setting",
                        "`" + name + "` is not a setting",
                        "remove it or correct its name; names are case-sensitive");
            }
        });
    }
}
