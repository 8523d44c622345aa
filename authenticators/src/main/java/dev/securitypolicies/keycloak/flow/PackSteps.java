package dev.securitypolicies.keycloak.flow;

/** The ids of the pack's own authenticators, and the names of what is configured in them, as flows store them. */
public final class PackSteps {

    /** "Condition - security policy requires a second factor". */
    public static final String IF_FACTOR_REQUIRED = "security-policy-factor-required";

    /** Its setting: whether whoever is required to have none is asked for the factor they have all the same. */
    public static final String ASK_OTHERS = "securityPolicy.askOthers";

    /** "Condition - client address". */
    public static final String IF_ADDRESS = "security-policy-client-address";

    /** Its settings: an allowlist, and whether it is true outside of it instead. */
    public static final String ADDRESSES = "securityPolicy.addresses";

    public static final String NEGATE = "securityPolicy.negate";

    /** "Security policy check". */
    public static final String CHECK = "security-policy-check";

    private PackSteps() {}
}
