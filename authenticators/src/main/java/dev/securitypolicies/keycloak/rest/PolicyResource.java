package dev.securitypolicies.keycloak.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** The resources of the API. Rights are checked first: a caller without them learns nothing of the policy. */
@Produces(MediaType.APPLICATION_JSON)
public final class PolicyResource {

    private final AdminRequest request;

    PolicyResource(AdminRequest request) {
        this.request = request;
    }

    /** The policy with its problems and tag. */
    @GET
    public Response read() {
        request.auth().realm().requireViewRealm();
        return new PolicyAnswer(request).response();
    }

    /** Replaces the policy as a whole. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Response write(
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String tag,
            @QueryParam("override") @Nullable String override,
            @QueryParam("confirmWithin") @Nullable String minutes,
            @Nullable String body) {
        request.auth().realm().requireManageRealm();
        PolicyChange change = new PolicyChange(request, tag, override, minutes);
        Draft draft = Draft.toSave(body);
        if (!draft.problems().isEmpty()) {
            return JsonResponses.problems(draft.problems());
        }
        change.apply(draft.attributes(), draft.decoded().policy());
        return new PolicyAnswer(request).response();
    }

    /** Keeps a change that awaits its confirmation. That this request got here is the proof that its author is not locked out. */
    @POST
    @Path("confirm")
    public Response confirm() {
        request.auth().realm().requireManageRealm();
        PolicyChange.confirm(request);
        return new PolicyAnswer(request).response();
    }

    /** Takes back a change that awaits its confirmation. */
    @DELETE
    @Path("pending")
    public Response revert() {
        request.auth().realm().requireManageRealm();
        PolicyChange.revert(request);
        return new PolicyAnswer(request).response();
    }

    /** What would happen to a user at an address. */
    @POST
    @Path("evaluate")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response evaluate(@Nullable String body) {
        request.auth().realm().requireViewRealm();
        request.auth().users().requireView();
        return new Evaluation(request).answer(JsonResponses.parse(body));
    }

    /** What is enforced, what deserves attention, and how the server sees this caller. */
    @GET
    @Path("status")
    public Response status() {
        request.auth().realm().requireViewRealm();
        return JsonResponses.ok(new StatusReport(request).answer());
    }

    /** What saving a policy would come to; nothing is saved. */
    @POST
    @Path("check")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response check(@QueryParam("people") @Nullable String people, @Nullable String body) {
        request.auth().realm().requireManageRealm();
        return JsonResponses.ok(new DraftCheck(request).answer(Draft.askedAbout(body), !"false".equals(people)));
    }

    /** Names that exist, by a part of them. */
    @GET
    @Path("names")
    public Response names(@QueryParam("kind") @Nullable String kind, @QueryParam("search") @Nullable String search) {
        request.auth().realm().requireViewRealm();
        return JsonResponses.ok(new Names(request).answer(kind, search));
    }

    /** Who carries a restriction or an exception of their own. */
    @GET
    @Path("people")
    public Response people() {
        request.auth().realm().requireViewRealm();
        request.auth().users().requireView();
        return JsonResponses.ok(new People(request).answer());
    }

    /** What the organizations ask of their members. */
    @GET
    @Path("organizations")
    public Response organizations(@QueryParam("search") @Nullable String search) {
        request.auth().realm().requireViewRealm();
        request.auth().orgs().requireQuery();
        return JsonResponses.ok(new Organizations(request).answer(search));
    }

    /** Blocks, withheld roles and changes, newest first. */
    @GET
    @Path("activity")
    public Response activity(@Context UriInfo uri) {
        request.auth().realm().requireViewEvents();
        return JsonResponses.ok(new ActivityLog(request, new ActivityParameters(uri.getQueryParameters())).answer());
    }

    /** The pack's steps in the realm's flows. */
    @Path("steps")
    public StepsResource steps() {
        return new StepsResource(request);
    }

    /** From where may somebody come, and who from somewhere. */
    @Path("access")
    public AccessResource access() {
        return new AccessResource(request);
    }

    /** What a change would do, and to whom. */
    @Path("impact")
    public ImpactResource impact() {
        return new ImpactResource(request);
    }

    /** What the records of a time come to, for an auditor. */
    @Path("report")
    public ReportResource report() {
        return new ReportResource(request);
    }

    /** What was in force before. */
    @Path("history")
    public HistoryResource history() {
        return new HistoryResource(request);
    }

    /** The description of this API (OpenAPI 3.1). */
    @GET
    @Path("openapi")
    public Response openapi() {
        request.auth().realm().requireViewRealm();
        return JsonResponses.ok(ApiDescription.read());
    }
}
