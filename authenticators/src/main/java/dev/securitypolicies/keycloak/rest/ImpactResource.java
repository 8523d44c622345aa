package dev.securitypolicies.keycloak.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.decision.Comparison;
import dev.securitypolicies.keycloak.insight.CompositeRoles;
import dev.securitypolicies.keycloak.insight.FactorImpacts;
import dev.securitypolicies.keycloak.insight.Impact;
import dev.securitypolicies.keycloak.insight.LoginImpacts;
import dev.securitypolicies.keycloak.representation.ImpactRepresentation;
import dev.securitypolicies.keycloak.representation.ImpactRepresentation.Basis;
import dev.securitypolicies.policy.SecurityPolicy;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;

/** What a change of the policy would do, and to whom; nothing is saved. */
@Produces(MediaType.APPLICATION_JSON)
public final class ImpactResource {

    private static final int DEFAULT_DAYS = 30;
    private static final Set<String> FIELDS = Set.of("policy", "before", "days");

    private final AdminRequest request;

    ImpactResource(AdminRequest request) {
        this.request = request;
    }

    /** `{"policy": {…}, "days": 30}`: this policy beside the one in force, or beside `before`, over the logins of so many days; with 0, only the addresses are answered. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response impact(@Nullable String body) {
        request.auth().realm().requireViewRealm();
        JsonNode question = JsonResponses.parse(body);
        int days = days(question);
        return LongWork.run(request.realm(), deadline -> {
            Draft draft = Draft.askedAbout(question.path("policy"));
            return draft.problems().isEmpty()
                    ? JsonResponses.ok(answer(
                            Comparison.of(before(question), draft.decoded().policy()), days, deadline))
                    : JsonResponses.problems(draft.problems());
        });
    }

    private ImpactRepresentation answer(Comparison compared, int days, long deadline) {
        boolean users = days > 0 && request.auth().users().canView();
        boolean logins = users && request.auth().realm().canViewEvents();
        long since = Time.currentTimeMillis() - Duration.ofDays(days).toMillis();
        LoginImpacts.Found found =
                logins ? new LoginImpacts(request.session(), request.realm(), compared, deadline).since(since) : null;
        return new ImpactRepresentation(
                Impact.access(new CompositeRoles(request.realm()), compared),
                found == null ? null : found.logins(),
                users ? new FactorImpacts(request.session(), request.realm(), compared).look(deadline) : null,
                found == null ? new Basis("none", "", "", true, 0, 0) : found.basis());
    }

    /** One of an earlier version is compared as it was, with what could not be read in it. */
    private SecurityPolicy before(JsonNode question) {
        return question.has("before")
                ? Draft.askedAbout(question.path("before")).decoded().policy()
                : request.policies().policy(request.realm()).policy();
    }

    private static int days(JsonNode question) {
        if (!question.path("policy").isObject()) {
            throw JsonResponses.badParameter("send an object with the `policy` to look at, itself an object");
        }
        if (question.has("before") && !question.path("before").isObject()) {
            throw JsonResponses.badParameter("`before` is a policy, an object");
        }
        question.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw JsonResponses.badParameter("`" + name + "` is none of `policy`, `before` and `days`");
            }
        });
        JsonNode asked = question.path("days");
        if (!asked.isMissingNode() && !asked.isInt()) {
            throw JsonResponses.badParameter("`days` is a whole number");
        }
        return asked.isInt() && asked.asInt() == 0 ? 0 : LongWork.days(String.valueOf(asked.asInt(DEFAULT_DAYS)));
    }
}
