package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.keycloak.insight.CompositeRoles;
import dev.securitypolicies.keycloak.representation.HistoryRepresentation;
import dev.securitypolicies.keycloak.representation.HistoryRepresentation.Version;
import dev.securitypolicies.policy.PolicyDocument;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import org.keycloak.common.util.Time;

/** The versions of the policy, rebuilt from the records of its changes: each is what was in force before a change. */
@Produces(MediaType.APPLICATION_JSON)
public final class HistoryResource {

    private static final int MOST = 200;

    private final AdminRequest request;

    HistoryResource(AdminRequest request) {
        this.request = request;
    }

    /** Newest first, at most so many. */
    @GET
    public Response versions(@QueryParam("max") @DefaultValue("20") String max) {
        request.auth().realm().requireViewRealm();
        request.auth().realm().requireViewEvents();
        int most = LongWork.number("max", max);
        if (most < 1 || most > MOST) {
            throw JsonResponses.badParameter("`max` is a whole number from 1 to " + MOST);
        }
        return LongWork.run(request.realm(), deadline -> JsonResponses.ok(history(most, deadline)));
    }

    private HistoryRepresentation history(int most, long deadline) {
        CompositeRoles composites = new CompositeRoles(request.realm());
        List<Version> versions = new ArrayList<>();
        EffectBudget budget = new EffectBudget();
        boolean all = new PolicyVersions(request).walk(0, Time.currentTimeMillis(), deadline, step -> {
            if (versions.size() >= most || !budget.hasRoomFor(step.before())) {
                return false;
            }
            versions.add(new Version(
                    step.event().getId(),
                    step.entry().time(),
                    step.entry().user(),
                    step.entry().address(),
                    step.change(),
                    budget.effect(composites, step.comparison()).orElse(null),
                    PolicyDocument.write(step.before())));
            return true;
        });
        return new HistoryRepresentation(versions, all);
    }
}
