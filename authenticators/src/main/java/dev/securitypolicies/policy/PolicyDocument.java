package dev.securitypolicies.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The policy as one JSON document: the attributes by the parts of their names, with lists as arrays. An attribute that cannot be
 * read stands in it as the text that it is, so that nothing is lost between reading and writing.
 */
public final class PolicyDocument {

    private static final String POLICY = "policy";
    private static final String ATTRIBUTES = "attributes";

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
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        for (Setting<?> setting : Setting.all()) {
            String text = attributes.getOrDefault(setting.attribute(), "").strip();
            if (!text.isEmpty()) {
                List<String> path = setting.path();
                ObjectNode parent = document;
                for (String part : path.subList(0, path.size() - 1)) {
                    parent = parent.withObjectProperty(part);
                }
                parent.set(path.get(path.size() - 1), JsonValue.write(setting, text));
            }
        }
        return document;
    }

    /** Reads what GET answers, or the document in it alone: what was read can be put back as it is. */
    public static Read readAnswer(JsonNode body) {
        return read(body.path(POLICY).isObject() && !body.has(ATTRIBUTES) ? body.path(POLICY) : body);
    }

    /**
     * Reads a policy that somebody asks about, in any form in which they have one: as above, or a realm as Keycloak represents it, of which the pack's attributes count, so that
     * what is kept as code can be tried. What is saved has to be a document: a realm that says nothing of a policy is no wish to have none. Nothing is read in two forms at once, since
     * another tool could go by the other one.
     */
    public static Read readAnyForm(JsonNode body) {
        return isRealm(body) ? readRealm(body.path(ATTRIBUTES)) : readAnswer(body);
    }

    /** Attributes beside settings are neither a realm nor a document, and read as the latter, which has no such setting. */
    private static boolean isRealm(JsonNode body) {
        return body.path(ATTRIBUTES).isObject()
                && !body.has(POLICY)
                && Setting.all().stream()
                        .noneMatch(setting -> body.has(setting.path().get(0)));
    }

    /** As Keycloak would store them: numbers and booleans as text, and null as nothing. */
    private static Read readRealm(JsonNode attributes) {
        PolicyDocument reader = new PolicyDocument();
        attributes.properties().stream()
                .filter(attribute -> Setting.looksLikeOurs(attribute.getKey()))
                .forEach(attribute -> reader.readAttribute(attribute.getKey(), attribute.getValue()));
        return new Read(reader.attributes, reader.problems.all());
    }

    private void readAttribute(String name, JsonNode value) {
        Setting.ofAttribute(name)
                .ifPresentOrElse(setting -> readText(setting, value), () -> problems.unknownSetting(name, name));
    }

    private void readText(Setting<?> setting, JsonNode value) {
        if (value.isContainerNode()) {
            problems.add(
                    setting,
                    Location.WHOLE,
                    "wrong-type",
                    "`" + value + "` is not a text",
                    "write JSON in quotes, as Keycloak stores it");
        } else if (!value.isNull()) {
            put(setting, value.asText().strip());
        }
    }

    /** Reads a document; a body that is no object is one problem. */
    public static Read read(JsonNode document) {
        PolicyDocument reader = new PolicyDocument();
        if (!document.isObject()) {
            reader.problems.add(
                    "",
                    Location.WHOLE,
                    "wrong-type",
                    "the body is not a JSON object",
                    "send the document that GET returns");
        } else {
            for (Setting<?> setting : Setting.all()) {
                reader.read(setting, document.at("/" + String.join("/", setting.path())));
            }
            reader.reportUnknown("", document);
        }
        return new Read(reader.attributes, reader.problems.all());
    }

    private void read(Setting<?> setting, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return;
        }
        JsonValue.read(setting.type(), value)
                .ifPresentOrElse(text -> put(setting, text.strip()), () -> wrongType(setting, value));
    }

    private void put(Setting<?> setting, String text) {
        if (!text.isEmpty() && !setting.type().isAbsence(text)) {
            attributes.put(setting.attribute(), text);
        }
    }

    private void wrongType(Setting<?> setting, JsonNode value) {
        String expected = setting.type().shape().inWords();
        problems.add(setting, Location.WHOLE, "wrong-type", "`" + value + "` is not " + expected, "write " + expected);
    }

    /** A misspelt field would look like a restriction and be none. */
    private void reportUnknown(String parent, JsonNode node) {
        Set<String> settings = new HashSet<>();
        Set<String> branches = new HashSet<>();
        for (Setting<?> setting : Setting.all()) {
            settings.add(setting.shortName());
            branches.add(setting.path().get(0));
        }
        node.properties().forEach(field -> {
            String name = parent + field.getKey();
            if (branches.contains(name)
                    && !settings.contains(name)
                    && field.getValue().isObject()) {
                reportUnknown(name + ".", field.getValue());
            } else if (!settings.contains(name)) {
                problems.unknownSetting(Setting.PREFIX + name, name);
            }
        });
    }
}
