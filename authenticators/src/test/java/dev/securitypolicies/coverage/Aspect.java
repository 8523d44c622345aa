package dev.securitypolicies.coverage;

/** What may happen on a way in; a column of the table. */
public enum Aspect {
    ADDRESS("address refused (R1 to R5)"),
    ROLE("role withheld (R2, R15)"),
    FACTOR("factor required (R8)"),
    EXEMPT("trusted network (R16)"),
    ORGANIZATION("organization withheld (R17)"),
    CHANGE("policy changed meanwhile");

    final String label;

    Aspect(String label) {
        this.label = label;
    }
}
