package dev.securitypolicies.decision;

/** Why a second factor is demanded of a user (R8). */
public sealed interface MfaRequirement {

    /** A stable word for records and explanations. */
    String code();

    /** It is demanded of everyone. */
    record Everyone() implements MfaRequirement {
        @Override
        public String code() {
            return "everyone";
        }
    }

    /**
     * It is demanded of the members of an organization (R17).
     *
     * @param alias the alias of the organization
     */
    record OfOrganization(String alias) implements MfaRequirement {
        @Override
        public String code() {
            return "organization " + alias;
        }
    }

    /**
     * The user holds an admin role.
     *
     * @param roleKey the key of the role
     */
    record Admin(String roleKey) implements MfaRequirement {
        @Override
        public String code() {
            return "admin role " + roleKey;
        }
    }

    /**
     * The user holds a listed role.
     *
     * @param roleKey the key of the role
     */
    record Listed(String roleKey) implements MfaRequirement {
        @Override
        public String code() {
            return "role " + roleKey;
        }
    }
}
