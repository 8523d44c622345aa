package dev.securitypolicies.decision;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An authentication flow, as far as it matters for the question which factors it asks for.
 *
 * @param requirement how its parent counts it
 * @param executions what it consists of, in their order
 */
public record FlowTree(Requirement requirement, List<Execution> executions) {

    private static final Set<Kind> CONDITIONS = Set.of(
            Kind.CONDITION,
            Kind.CONDITION_FACTOR_CONFIGURED,
            Kind.CONDITION_FACTOR_NOT_SHOWN,
            Kind.CONDITION_FACTOR_REQUIRED);

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
        /** The pack's condition, which is true for whoever the policy demands a factor from where they are. */
        CONDITION_FACTOR_REQUIRED,
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

        /** What findings call it. */
        String name();

        /** Whether it asks for nothing, and only says whether its neighbours run. */
        default boolean isCondition() {
            return this instanceof Step step && CONDITIONS.contains(step.kind());
        }

        /** Whether Keycloak looks at it at all. */
        default boolean runs() {
            return requirement() != Requirement.DISABLED;
        }
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

        private boolean isSkippedWhereExempt() {
            return requirement() == Requirement.CONDITIONAL
                    && flow.conditions().anyMatch(step -> step.kind() == Kind.CONDITION_FACTOR_REQUIRED);
        }
    }

    /** What runs, without its conditions. */
    Stream<Execution> running() {
        return executions.stream().filter(Execution::runs).filter(execution -> !execution.isCondition());
    }

    /** The conditions that it runs under, if it is conditional. */
    Stream<Step> conditions() {
        return executions.stream()
                .filter(Execution::runs)
                .filter(Execution::isCondition)
                .map(Step.class::cast);
    }

    /** What is left of it where the pack's condition is false, that is, where nobody is asked for a factor (R16). */
    public FlowTree whereExempt() {
        return new FlowTree(
                requirement,
                executions.stream()
                        .filter(execution -> !(execution instanceof Subflow subflow && subflow.isSkippedWhereExempt()))
                        .map(execution -> execution instanceof Subflow subflow
                                ? new Subflow(subflow.name(), subflow.flow().whereExempt())
                                : execution)
                        .toList());
    }

    /** Keeps a copy. */
    public FlowTree {
        executions = List.copyOf(executions);
    }
}
