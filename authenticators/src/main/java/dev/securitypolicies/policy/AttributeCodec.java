package dev.securitypolicies.policy;

import java.util.List;
import java.util.Map;

/**
 * Reads a policy from realm attributes. Nothing in the attributes can make it fail: what cannot be read is reported and
 * taken in the way that admits the least (R11). What each attribute means is said by its {@link Setting}.
 */
public final class AttributeCodec {

    private AttributeCodec() {}

    /**
     * A policy and everything that was wrong with the text it was read from.
     *
     * @param policy the policy, always usable
     * @param problems all problems, in the order of the settings
     */
    public record Decoded(SecurityPolicy policy, List<Problem> problems) {}

    /** Reads the attributes of a realm; those that are not the pack's are ignored. */
    public static Decoded decode(Map<String, String> attributes) {
        Problems problems = new Problems();
        ScalarReader scalars = new ScalarReader(attributes, problems);
        SecurityPolicy policy = SecurityPolicy.read(scalars, new ListReader(scalars, problems));
        reportUnknownSettings(attributes, problems);
        return new Decoded(policy, problems.all());
    }

    /** A misspelt name would look like a restriction and be none. */
    private static void reportUnknownSettings(Map<String, String> attributes, Problems problems) {
        attributes.keySet().stream()
                .filter(Setting::looksLikeOurs)
                .filter(name -> Setting.ofAttribute(name).isEmpty())
                .sorted()
                .forEach(name -> problems.unknownSetting(name, name));
    }
}
