package dev.securitypolicies.keycloak.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.securitypolicies.decision.Comparison;
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
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;

/** What a change of the policy would do, and to whom; nothing is saved. */
@Produces(MediaType.APPLICATION_JSON)
public final class ImpactResource {

    private static final int DEFAULT_DAYS = 30;
    private static final int MOST_DAYS = 366;

    /** For logins and for users each, so that the answer comes before the usual proxy gives up. */
    private static final int SECONDS = 25;

    private static final Set<String> FIELDS = Set.of("policy", "days");

    /** So many at a time on one node: each can hold a connection to the database for all of its time. */
    private static final Semaphore RUNNING = new Semaphore(2);

    private final AdminRequest request;

    ImpactResource(AdminRequest request) {
        this.request = request;
    }

    /** `{"policy": {…}, "days": 30}`: the policy in force beside this one, over the logins of so many days. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response impact(@Nullable String body) {
        request.auth().realm().requireViewRealm();
        JsonNode question = JsonResponses.parse(body == null ? "" : body);
        int days = days(question);
        Draft draft = Draft.of(question.path("policy"));
        if (!draft.problems().isEmpty()) {
            return JsonResponses.problems(draft.problems());
        }
        SecurityPolicy inForce = request.policies().policy(request.realm()).policy();
        if (!RUNNING.tryAcquire()) {
            throw JsonResponses.refuse(
                    Status.SERVICE_UNAVAILABLE, "busy", "other changes are being looked at; ask again in a minute");
        }
        try {
            return JsonResponses.ok(
                    answer(Comparison.of(inForce, draft.decoded().policy()), days));
        } finally {
            RUNNING.release();
        }
    }

    private ImpactRepresentation answer(Comparison compared, int days) {
        SecurityPolicy before = compared.before();
        SecurityPolicy after = compared.after();
        boolean users = request.auth().users().canView();
        boolean logins = users && request.auth().realm().canViewEvents();
        long since = Time.currentTimeMillis() - Duration.ofDays(days).toMillis();
        LoginImpacts.Found found = logins
                ? new LoginImpacts(request.session(), request.realm(), before, after, SECONDS).since(since)
                : null;
        return new ImpactRepresentation(
                Impact.access(request.realm(), compared),
                found == null ? null : found.logins(),
                users ? new FactorImpacts(request.session(), request.realm(), before, after).look(SECONDS) : null,
                found == null ? new Basis("none", "", "", true, 0, 0) : found.basis());
    }

    private static int days(JsonNode question) {
        if (!question.path("policy").isObject()) {
            throw JsonResponses.badParameter("send an object with the `policy` to look at, itself an object");
        }
        question.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw JsonResponses.badParameter("`" + name + "` is none of `policy` and `days`");
            }
        });
        JsonNode asked = question.path("days");
        int days = asked.asInt(DEFAULT_DAYS);
        if (!(asked.isMissingNode() || asked.isInt()) || days < 1 || days > MOST_DAYS) {
            throw JsonResponses.badParameter("`days` is a whole number from 1 to " + MOST_DAYS);
        }
        return days;
    }
}
