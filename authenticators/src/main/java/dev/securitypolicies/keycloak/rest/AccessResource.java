package dev.securitypolicies.keycloak.rest;

import dev.securitypolicies.decision.AccessSets;
import dev.securitypolicies.decision.AddressResult;
import dev.securitypolicies.decision.AddressRule;
import dev.securitypolicies.decision.PolicyAddress;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.decision.RoleDecision;
import dev.securitypolicies.decision.Subject;
import dev.securitypolicies.ip.AddressParser;
import dev.securitypolicies.ip.AddressSet;
import dev.securitypolicies.ip.ClientAddress;
import dev.securitypolicies.ip.ClientAddress.Derivation;
import dev.securitypolicies.ip.IpAddress;
import dev.securitypolicies.keycloak.insight.CompositeRoles;
import dev.securitypolicies.keycloak.insight.Impact;
import dev.securitypolicies.keycloak.insight.Networks;
import dev.securitypolicies.keycloak.mfa.SecondFactors;
import dev.securitypolicies.keycloak.representation.AccessRepresentation;
import dev.securitypolicies.keycloak.representation.AccessRepresentation.Entrant;
import dev.securitypolicies.keycloak.representation.AccessRepresentation.RoleAccess;
import dev.securitypolicies.keycloak.subject.RoleGraphs;
import dev.securitypolicies.keycloak.subject.Subjects;
import dev.securitypolicies.policy.SecurityPolicy;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.models.UserModel;

/** From where may this user come, from where may that role be used, and who may come from this address: by the policy in force. */
@Produces(MediaType.APPLICATION_JSON)
public final class AccessResource {

    private static final int MOST = 100;

    private final AdminRequest request;
    private final SecurityPolicy policy;

    AccessResource(AdminRequest request) {
        this.request = request;
        this.policy = request.policies().policy(request.realm()).policy();
    }

    /** One of three questions. */
    @GET
    public Response access(
            @QueryParam("user") @Nullable String user,
            @QueryParam("role") @Nullable String role,
            @QueryParam("address") @Nullable String address,
            @QueryParam("first") @DefaultValue("0") String first) {
        request.auth().realm().requireViewRealm();
        if (Stream.of(user, role, address).filter(asked -> asked != null).count() != 1) {
            throw JsonResponses.badParameter("ask for one of `user`, `role` and `address`");
        }
        if (role != null) {
            return LongWork.run(request.realm(), deadline -> JsonResponses.ok(ofRole(role)));
        }
        request.auth().users().requireView();
        return JsonResponses.ok(
                user != null ? ofUser(user) : ofAddress(String.valueOf(address), LongWork.number("first", first)));
    }

    /** From where people really came, in the last days. */
    @GET
    @Path("networks")
    public Response networks(
            @QueryParam("days") @DefaultValue("30") String days, @QueryParam("users") @DefaultValue("1") String users) {
        request.auth().realm().requireViewRealm();
        request.auth().realm().requireViewEvents();
        request.auth().users().requireView();
        long now = Time.currentTimeMillis();
        long since = now - Duration.ofDays(LongWork.days(days)).toMillis();
        int fewest = LongWork.number("users", users);
        return LongWork.run(
                request.realm(),
                deadline -> JsonResponses.ok(new Networks(policy, deadline)
                        .between(request.session(), request.realm(), since, now, fewest)));
    }

    /** Who can enter from where. */
    @GET
    @Path("matrix")
    public Response matrix() {
        request.auth().realm().requireViewRealm();
        return LongWork.run(
                request.realm(), deadline -> JsonResponses.ok(new Matrix(request, policy, deadline).with(List.of())));
    }

    private AccessRepresentation ofUser(String name) {
        UserModel user = new Question(request, JsonResponses.parse("{}")).user(name);
        Subject subject = subject(user);
        AddressSet login = AccessSets.login(policy, subject);
        List<RoleAccess> roles = AccessSets.roles(policy, subject).entrySet().stream()
                .map(role -> new RoleAccess(
                        role.getKey(), Impact.addresses(role.getValue().intersection(login))))
                .toList();
        return new AccessRepresentation(Impact.addresses(login), roles, null, null);
    }

    private AccessRepresentation ofRole(String key) {
        CompositeRoles composites = new CompositeRoles(request.realm());
        if (!composites.isThere(key)) {
            throw JsonResponses.refuse(Status.NOT_FOUND, "unknown-role", "there is no role `" + key + "`");
        }
        return AccessSets.ofRoles(policy, Set.of(key), composites::parts)
                .map(sets -> Impact.addresses(sets.getOrDefault(key, AddressSet.NONE)))
                .map(addresses -> new AccessRepresentation(addresses, null, null, null))
                .orElseThrow(() -> JsonResponses.refuse(
                        Status.SERVICE_UNAVAILABLE, "too-many-ways", "there are too many ways to hold that role"));
    }

    private AccessRepresentation ofAddress(String text, int first) {
        IpAddress address = AddressParser.parse(text)
                .toOptional()
                .orElseThrow(() -> JsonResponses.badParameter("`" + text + "` is not an IP address"));
        PolicyAddress where = PolicyAddress.of(ClientAddress.of(address, Derivation.PEER, 0));
        List<UserModel> page = request.session()
                .users()
                .searchForUserStream(
                        request.realm(), Map.of(UserModel.INCLUDE_SERVICE_ACCOUNT, "true"), first, MOST + 1)
                .toList();
        List<Entrant> users = page.stream()
                .limit(MOST)
                .filter(request.auth().users()::canView)
                .map(user -> entrant(user, where))
                .toList();
        return new AccessRepresentation(null, null, users, page.size() > MOST ? first + MOST : null);
    }

    private Entrant entrant(UserModel user, PolicyAddress where) {
        AddressResult result = AddressRule.decide(policy, subject(user), where);
        return new Entrant(
                user.getId(),
                user.getUsername(),
                result.refusal().isEmpty(),
                result.refusal().map(Reason::code).orElse(null),
                result.roles().stream()
                        .filter(role -> role.kept()
                                && !role.role().builtIn()
                                && result.refusal().isEmpty())
                        .map(RoleDecision::role)
                        .map(role -> role.key())
                        .sorted()
                        .toList(),
                new SecondFactors(request.session(), request.realm(), policy.mfa())
                        .requirement(user)
                        .map(new ShownOrganizations(request)::code)
                        .orElse(null));
    }

    /** With all roles, also where the policy restricts none. */
    private Subject subject(UserModel user) {
        return new Subjects(request.session(), request.realm(), policy)
                .of(user)
                .with(RoleGraphs.of(request.realm(), user));
    }
}
