package dev.securitypolicies.policy;

/** The form of a value, in text and in JSON. */
public enum ValueShape {
    /** `true` or `false`. */
    FLAG("true or false"),
    /** A whole number. */
    NUMBER("a whole number"),
    /** One of a few words, in any case. */
    WORD("text"),
    /** A name, as it is written. */
    TEXT("text"),
    /** Entries separated by commas or line breaks; an array. */
    LIST("a list of text"),
    /** A JSON object of lists. */
    LISTS("an object of lists of text");

    private final String inWords;

    ValueShape(String inWords) {
        this.inWords = inWords;
    }

    String inWords() {
        return inWords;
    }
}
