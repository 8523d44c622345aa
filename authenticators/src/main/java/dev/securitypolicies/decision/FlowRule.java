package dev.securitypolicies.decision;

import dev.securitypolicies.decision.FlowTree.Execution;
import dev.securitypolicies.decision.FlowTree.Kind;
import dev.securitypolicies.decision.FlowTree.Requirement;
import dev.securitypolicies.decision.FlowTree.Step;
import dev.securitypolicies.decision.FlowTree.Subflow;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which factors a flow asks a user for who has only this one: always, under a condition that may be false, or never. It reads a
 * flow as Keycloak runs it: beside anything required or conditional, alternatives are not looked at; of alternatives alone, one
 * is enough.
 */
public final class FlowRule {

    /** Nothing asks for it. */
    public static final Answer NEVER = new Answer(Asks.NEVER, Optional.empty());

    private static final Answer ALWAYS = new Answer(Asks.ALWAYS, Optional.empty());

    private final FactorKind kind;

    private FlowRule(FactorKind kind) {
        this.kind = kind;
    }

    /** Whether a factor is asked for. */
    public enum Asks {
        /** Whoever has it is asked for it. */
        ALWAYS,
        /** Only if something is true that the user, the client or an admin may make false. */
        UNDER_A_CONDITION,
        /** Nothing in the flow asks for it. */
        NEVER
    }

    /**
     * What a flow does about one kind of factor.
     *
     * @param asks whether it asks
     * @param condition what it depends on; empty unless it does
     */
    public record Answer(Asks asks, Optional<String> condition) {

        private static Answer under(String condition) {
            return new Answer(Asks.UNDER_A_CONDITION, Optional.of(condition));
        }
    }

    /** The answer for each kind of factor. */
    public static Map<FactorKind, Answer> analyse(FlowTree flow) {
        Map<FactorKind, Answer> answers = new EnumMap<>(FactorKind.class);
        for (FactorKind kind : FactorKind.values()) {
            answers.put(kind, new FlowRule(kind).ask(flow));
        }
        return answers;
    }

    /** The kinds that the flow always asks for. */
    public static Set<FactorKind> always(FlowTree flow) {
        return analyse(flow).entrySet().stream()
                .filter(entry -> entry.getValue().asks() == Asks.ALWAYS)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private Answer ask(FlowTree flow) {
        List<Execution> running = flow.running().toList();
        List<Execution> needed = running.stream()
                .filter(execution -> execution.requirement() != Requirement.ALTERNATIVE)
                .toList();
        return needed.isEmpty() ? ofAlternatives(running) : best(needed.stream().map(this::ask));
    }

    private Answer ask(Execution execution) {
        if (execution instanceof Subflow subflow) {
            Answer inside = ask(subflow.flow());
            return subflow.requirement() == Requirement.CONDITIONAL ? underConditions(subflow, inside) : inside;
        }
        return ask((Step) execution);
    }

    private Answer ask(Step step) {
        if (!step.factor().filter(kind::equals).isPresent()) {
            return NEVER;
        }
        return step.kind() == Kind.FACTOR_UNDER_CONDITION
                ? Answer.under("the configuration of `" + step.name() + "`")
                : ALWAYS;
    }

    /** One alternative is enough, so each that such a user could take must ask; of factors, only the one they have counts. */
    private Answer ofAlternatives(List<Execution> alternatives) {
        List<Execution> open = alternatives.stream().filter(this::isOpen).toList();
        List<Answer> answers = open.stream().map(this::ask).toList();
        if (answers.stream().allMatch(answer -> answer.asks() == Asks.NEVER)) {
            return NEVER;
        }
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i).asks() == Asks.NEVER) {
                return Answer.under(
                        "not choosing the alternative `" + open.get(i).name() + "`");
            }
        }
        return answers.stream()
                .filter(answer -> answer.asks() == Asks.UNDER_A_CONDITION)
                .findFirst()
                .orElse(ALWAYS);
    }

    /** A user who has only this kind of factor cannot take an alternative that asks for another kind. */
    private boolean isOpen(Execution execution) {
        if (!(execution instanceof Step step)) {
            return ((Subflow) execution).flow().running().anyMatch(this::isOpen);
        }
        return switch (step.kind()) {
            case OTHER_WAY_IN, RECOVERY_CODE -> false;
            case FACTOR, FACTOR_UNDER_CONDITION ->
                step.factor().filter(kind::equals).isPresent();
            case CONDITION, CONDITION_FACTOR_CONFIGURED, CONDITION_FACTOR_NOT_SHOWN, CONDITION_FACTOR_REQUIRED, OTHER ->
                true;
        };
    }

    /** Whatever depends on the user's having the factor is no condition for a user who has it. */
    private Answer underConditions(Subflow subflow, Answer inside) {
        if (inside.asks() != Asks.ALWAYS) {
            return inside;
        }
        return subflow.flow()
                .conditions()
                .filter(condition -> condition.kind() == Kind.CONDITION || !holdsHere(condition, subflow.flow()))
                .findFirst()
                .map(condition -> Answer.under("`" + condition.name() + "` in `" + subflow.name() + "`"))
                .orElse(subflow.flow().conditions().findAny().isPresent() ? ALWAYS : NEVER);
    }

    /** With a required factor beside it, "configured" means that the user has all that is required. */
    private boolean holdsHere(Step condition, FlowTree flow) {
        if (condition.kind() != Kind.CONDITION_FACTOR_CONFIGURED) {
            return true;
        }
        return flow.executions().stream()
                .filter(execution -> execution.requirement() == Requirement.REQUIRED && execution instanceof Step)
                .map(Step.class::cast)
                .filter(step -> step.factor().isPresent())
                .allMatch(step -> step.factor().filter(kind::equals).isPresent());
    }

    private static Answer best(Stream<Answer> answers) {
        List<Answer> all = answers.toList();
        return all.stream()
                .filter(answer -> answer.asks() == Asks.ALWAYS)
                .findFirst()
                .or(() -> all.stream()
                        .filter(answer -> answer.asks() == Asks.UNDER_A_CONDITION)
                        .findFirst())
                .orElse(NEVER);
    }
}
