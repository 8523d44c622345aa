package dev.securitypolicies.packaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import dev.securitypolicies.keycloak.representation.AccessRepresentation;
import dev.securitypolicies.keycloak.representation.ActivityRepresentation;
import dev.securitypolicies.keycloak.representation.CheckRepresentation;
import dev.securitypolicies.keycloak.representation.ErrorRepresentation;
import dev.securitypolicies.keycloak.representation.EvaluationRepresentation;
import dev.securitypolicies.keycloak.representation.HistoryRepresentation;
import dev.securitypolicies.keycloak.representation.ImpactRepresentation;
import dev.securitypolicies.keycloak.representation.MatrixRepresentation;
import dev.securitypolicies.keycloak.representation.NamesRepresentation;
import dev.securitypolicies.keycloak.representation.NetworksRepresentation;
import dev.securitypolicies.keycloak.representation.OrganizationsRepresentation;
import dev.securitypolicies.keycloak.representation.PeopleRepresentation;
import dev.securitypolicies.keycloak.representation.PolicyRepresentation;
import dev.securitypolicies.keycloak.representation.QuestionRepresentation;
import dev.securitypolicies.keycloak.representation.ReportRepresentation;
import dev.securitypolicies.keycloak.representation.StatusRepresentation;
import dev.securitypolicies.keycloak.representation.StepsRepresentation;
import dev.securitypolicies.keycloak.representation.StoredPolicyRepresentation;
import dev.securitypolicies.policy.Setting;
import dev.securitypolicies.policy.SettingType;
import dev.securitypolicies.policy.SettingType.Choice;
import dev.securitypolicies.policy.SettingType.Emails;
import dev.securitypolicies.policy.SettingType.Name;
import dev.securitypolicies.policy.SettingType.Names;
import dev.securitypolicies.policy.SettingType.WholeNumber;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The schemas of the API's description, made from the settings and from the records that the API answers with. */
final class ApiSchemas {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<Class<?>> ROOTS = List.of(
            StoredPolicyRepresentation.class,
            QuestionRepresentation.class,
            EvaluationRepresentation.class,
            StatusRepresentation.class,
            PeopleRepresentation.class,
            OrganizationsRepresentation.class,
            ImpactRepresentation.class,
            AccessRepresentation.class,
            HistoryRepresentation.class,
            NetworksRepresentation.class,
            MatrixRepresentation.class,
            ReportRepresentation.class,
            CheckRepresentation.class,
            NamesRepresentation.class,
            StepsRepresentation.class,
            ActivityRepresentation.class,
            ErrorRepresentation.class);

    private ApiSchemas() {}

    static ObjectNode all() {
        ObjectNode schemas = JSON.objectNode();
        schemas.set("Policy", policy());
        schemas.set("PolicyOrRealm", policyOrRealm());
        SchemaGenerator generator = generator();
        for (Class<?> root : ROOTS) {
            ObjectNode schema = generator.generateSchema(root);
            schema.remove("$schema");
            JsonNode parts = schema.path("$defs");
            schema.remove("$defs");
            parts.properties().forEach(part -> schemas.set(name(part.getKey()), part.getValue()));
            schemas.set(name(root.getSimpleName()), schema);
        }
        refer(schemas);
        return schemas;
    }

    private static String name(String type) {
        return type.replace("Representation", "");
    }

    /** The document of the policy: a tree by the parts of the settings' names. */
    private static ObjectNode policy() {
        ObjectNode policy = object("All fields are optional; an absent or empty one restricts nothing at its level.");
        for (Setting<?> setting : Setting.all()) {
            ObjectNode parent = policy;
            List<String> path = setting.path();
            for (String part : path.subList(0, path.size() - 1)) {
                ObjectNode fields = (ObjectNode) parent.path("properties");
                if (!fields.has(part)) {
                    fields.set(part, object(""));
                }
                parent = (ObjectNode) fields.path(part);
            }
            ((ObjectNode) parent.path("properties")).set(path.get(path.size() - 1), value(setting));
        }
        return policy;
    }

    /** What questions take beside a document. */
    private static ObjectNode policyOrRealm() {
        ObjectNode either = JSON.objectNode();
        ArrayNode forms = either.putArray("anyOf");
        forms.addObject().put("$ref", "#/components/schemas/Policy");
        ObjectNode realm = forms.addObject()
                .put("type", "object")
                .put("description", "a realm as Keycloak represents it, of which the attributes of the policy count");
        ObjectNode attributes =
                realm.putObject("properties").putObject("attributes").put("type", "object");
        attributes
                .putObject("additionalProperties")
                .putArray("type")
                .add("string")
                .add("number")
                .add("boolean");
        realm.putArray("required").add("attributes");
        return either;
    }

    private static ObjectNode object(String description) {
        ObjectNode object = JSON.objectNode().put("type", "object").put("additionalProperties", false);
        if (!description.isEmpty()) {
            object.put("description", description);
        }
        object.putObject("properties");
        return object;
    }

    private static ObjectNode value(Setting<?> setting) {
        SettingType type = setting.type();
        ObjectNode value = JSON.objectNode().put("description", setting.meaning());
        switch (type.shape()) {
            case FLAG -> value.put("type", "boolean");
            case NUMBER -> value.put("type", "integer");
            case WORD, TEXT -> value.put("type", "string");
            case LIST -> value.put("type", "array").set("items", entry(type));
            case LISTS ->
                value.put("type", "object")
                        .putObject("additionalProperties")
                        .put("type", "array")
                        .set("items", entry(type));
        }
        if (type instanceof Name name) {
            value.put("format", format(name.of()));
        }
        if (type instanceof WholeNumber number) {
            value.put("minimum", number.least()).put("maximum", number.most());
        }
        if (type instanceof Choice<?> choice) {
            ArrayNode words = value.putArray("enum");
            choice.all().forEach(words::add);
        }
        return value;
    }

    /** An entry of a list; its format tells a form what to offer. */
    private static ObjectNode entry(SettingType type) {
        String format = "address-range";
        if (type instanceof Emails) {
            format = "email";
        } else if (type instanceof Names names) {
            format = format(names.of());
        }
        return JSON.objectNode().put("type", "string").put("format", format);
    }

    private static String format(Enum<?> what) {
        return what.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @SuppressWarnings("UnusedVariable") // properties stay in the order of their declaration
    private static SchemaGenerator generator() {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(Option.DEFINITIONS_FOR_ALL_OBJECTS)
                .with(new JacksonModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE));
        config.forFields()
                .withNullableCheck(field -> isNullable(field) && !isLeftOut(field))
                .withRequiredCheck(field -> !isLeftOut(field));
        config.forTypesInGeneral()
                .withPropertySorter((a, b) -> 0)
                .withCustomDefinitionProvider((type, context) -> JsonNode.class.isAssignableFrom(type.getErasedType())
                        ? new CustomDefinition(JSON.objectNode().put("type", "object"), true)
                        : null);
        return new SchemaGenerator(config.build());
    }

    private static boolean isNullable(FieldScope field) {
        return field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** Whether the field is absent where it has no value; else it is there as `null`. */
    private static boolean isLeftOut(FieldScope field) {
        return isNullable(field)
                && (field.getRawMember().isAnnotationPresent(JsonInclude.class)
                        || field.getRawMember().getDeclaringClass().isAnnotationPresent(JsonInclude.class));
    }

    /** References lead to the description's own schemas; a field that holds a policy refers to that of the document. */
    private static void refer(ObjectNode schema) {
        schema.properties().forEach(field -> {
            if (field.getKey().equals("$ref")) {
                String name = field.getValue().asText().replace("#/$defs/", "");
                field.setValue(JSON.textNode("#/components/schemas/" + name(name)));
            } else if (field.getValue().path("description").asText().equals(PolicyRepresentation.MARK)) {
                field.setValue(JSON.objectNode().put("$ref", "#/components/schemas/Policy"));
            } else if (field.getValue() instanceof ObjectNode part) {
                refer(part);
            }
        });
    }
}
