package dev.securitypolicies.decision;

import java.util.List;
import java.util.Optional;

/**
 * An authentication flow, as far as it matters for the question which factors it asks for.
 *
 * @param requirement how its parent counts it
 * @param executions what it consists of, in their order
 */
public record FlowTree(Requirement requirement, List<Execution> executions) {

    /** How Keycloak counts an execution among its neighbours. */
    public enum Requirement {
        /** It must succeed. */
        REQUIRED,
        /** One of the alternatives must succeed; beside anything required it is not looked at. */
        ALTERNATIVE,
        /** A subflow that runs if its conditions are true. */
        CONDITIONAL,
        /** It does not exist for Keycloak. */
        DISABLED
    }

    /** What a step does. */
    public enum Kind {
        /** It asks for a factor. */
        FACTOR,
        /** It asks for a factor under a condition of its own, such as a role or a header. */
        FACTOR_UNDER_CONDITION,
        /** It asks for a recovery code, which stands in for a factor. */
        RECOVERY_CODE,
        /** A condition that is true for a user who has a factor that stands in the same subflow. */
        CONDITION_FACTOR_CONFIGURED,
        /** A condition that is true for a user who has not shown a factor yet in this login. */
        CONDITION_FACTOR_NOT_SHOWN,
        /** Any other condition. */
        CONDITION,
        /** Another way in that is not a login by credentials: a session, a ticket, another provider. */
        OTHER_WAY_IN,
        /** Anything else: a username, a password. */
        OTHER
    }

    /** Something that a flow consists of: a step, or another flow. */
    public sealed interface Execution {

        /** How its neighbours count it. */
        Requirement requirement();
    }

    /**
     * A step.
     *
     * @param requirement how its neighbours count it
     * @param name the authenticator, as findings name it
     * @param kind what it does
     * @param factor which factor it asks for; empty if none
     */
    public record Step(Requirement requirement, String name, Kind kind, Optional<FactorKind> factor)
            implements Execution {}

    /**
     * Another flow in the place of a step.
     *
     * @param name its name
     * @param flow what it consists of
     */
    public record Subflow(String name, FlowTree flow) implements Execution {
        @Override
        public Requirement requirement() {
            return flow.requirement();
        }
    }

    /** Keeps a copy. */
    public FlowTree {
        executions = List.copyOf(executions);
    }
}
