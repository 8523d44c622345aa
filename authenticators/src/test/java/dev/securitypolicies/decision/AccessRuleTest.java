package dev.securitypolicies.decision;

import static dev.securitypolicies.decision.Worlds.from;
import static dev.securitypolicies.decision.Worlds.holding;
import static dev.securitypolicies.decision.Worlds.role;
import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.decision.MfaEvidence.Origin;
import dev.securitypolicies.policy.AttributeCodec;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one decision: what becomes of a login, a token and an admin call, case by case. */
final class AccessRuleTest {

    private static final String INSIDE = "10.15.1.11";
    private static final String OUTSIDE = "67.25.19.198";
    private static final long NOW = 1_700_000_000;

    @ParameterizedTest(name = "{0} | {1} {2} | {3}, enrolled {4}: {5} ({6})")
    @CsvSource(
            delimiter = ';',
            value = {
                // policy; kind; traits; factors; enrolled; outcome; reason
                "'';                 LOCAL;    '';   '';  false; allowed;            nothing is asked",
                "ip;                 LOCAL;    OUT;  '';  false; ip-all-roles-withheld; the address comes first",
                "ip,mfa;             LOCAL;    OUT;  '';  false; ip-all-roles-withheld; a factor does not make up for it",
                "ip;                 LOCAL;    OUT,ENDS_WITHOUT_SESSION; ''; false; ip-all-roles-withheld; nor does a link",
                "sso;                LOCAL;    '';   '';  false; sso-forced;         a password",
                "sso;                LOCAL;    '';   otp; true;  sso-forced;         with a factor too",
                "sso;                BROKERED; '';   '';  false; allowed;            through the provider",
                "sso;                EXISTING_SESSION; SSO; ''; false; allowed;      a session was judged when it began",
                "sso;                SERVICE_ACCOUNT; ''; ''; false; allowed;        no person",
                "sso;                IMPERSONATION; SSO; ''; false; allowed;         the administrator was judged",
                "sso;                LOCAL;    ENDS_WITHOUT_SESSION; ''; false; actions-only; no session, no login",
                "mfa;                LOCAL;    '';   otp; true;  allowed;            performed",
                "mfa;                LOCAL;    '';   '';  true;  mfa-not-performed;  the flow did not ask",
                "mfa;                LOCAL;    '';   '';  false; enrol;              there is nothing to perform",
                "mfa;                LOCAL;    NOTHING_ASKED; ''; false; mfa-not-asked-for; setting one up would not help",
                "mfa,from;           LOCAL;    OUT;  '';  false; mfa-enrol-from;     not from here",
                "mfa,from;           LOCAL;    '';   '';  false; enrol;              from here",
                "mfa,grace;          LOCAL;    '';   '';  false; enrol-or-later;     reminded at a login",
                "mfa,grace;          LOCAL;    SET_UP_POSTPONED; ''; false; provisional; once put off",
                "mfa,grace;          EXISTING_SESSION; SSO; ''; false; provisional;  not at every application",
                "mfa,grace;          LOCAL;    SILENT; ''; false; provisional;       nobody can be asked",
                "mfa,grace;          LOCAL;    NOTHING_ASKED; ''; false; provisional; nothing to be reminded of",
                "mfa;                EXISTING_SESSION; SSO,NEW; ''; true; log-in-again; a session without evidence",
                "mfa;                IMPERSONATION; SSO,ADMIN; ''; true; mfa-not-performed; the administrator has shown none",
                "mfa;                LOCAL;    BY_RESET_LINK; ''; true; log-in-again; a mailbox is no factor",
                "mfa;                LOCAL;    BY_RESET_LINK,PASSWORD_UPDATE_PENDING; ''; true; actions-only; good for a new password",
                "mfa;                LOCAL;    BY_RESET_LINK,PASSWORD_UPDATE_PENDING,FACTOR_SET_UP_PENDING; ''; true; mfa-not-performed; not for a second factor",
                "mfa;                LOCAL;    BY_RESET_LINK,FACTOR_SET_UP_PENDING; ''; false; enrol; the first one is what is wanted",
                "from;               LOCAL;    OUT,FACTOR_SET_UP_PENDING; ''; false; mfa-enrol-from; of their own wish, from elsewhere",
                "from;               LOCAL;    OUT,FACTOR_SET_UP_PENDING; ''; true; allowed; another one is not guarded",
                "mfa;                LOCAL;    ENDS_WITHOUT_SESSION; ''; true; actions-only; whatever it shows",
                "mfa,office;         LOCAL;    '';   '';  true;  exempted;           nobody is asked here",
                "mfa,office;         LOCAL;    OUT;  '';  true;  mfa-not-performed;  and everybody elsewhere",
                "mfa,office;         LOCAL;    '';   '';  false; enrol;              whoever has none sets one up here too",
                "mfa,office;         LOCAL;    '';   otp; true;  allowed;            it was performed after all",
                "mfa,office,grace;   LOCAL;    '';   '';  false; enrol-or-later;     grace is for the set-up",
                "mfa,office;         LOCAL;    FACTOR_CHANGE_PENDING; ''; true; mfa-not-performed; another factor is not set up with a password alone",
                "mfa,office;         EXISTING_SESSION; SSO,FACTOR_CHANGE_PENDING; ''; true; log-in-again; nor removed in a session that has shown none",
                "mfa,office;         IMPERSONATION; SSO,ADMIN; ''; true; mfa-not-performed; administrators are asked everywhere",
            })
    void ofALogin(
            String settings,
            LoginKind kind,
            String traits,
            String factors,
            boolean enrolled,
            String outcome,
            String why) {
        Set<String> names = names(traits);
        Set<LoginTrait> login = names.stream()
                .filter(name -> Arrays.stream(LoginTrait.values())
                        .anyMatch(trait -> trait.name().equals(name)))
                .map(LoginTrait::valueOf)
                .collect(Collectors.toSet());
        Origin origin = names.contains("ADMIN") ? Origin.IMPERSONATION : Origin.LOGIN;
        Step step = new Step.Login(
                kind,
                new MfaEvidence(origin, names(factors), Optional.empty()),
                login,
                names.contains("NOTHING_ASKED") ? Set.of() : Set.of(FactorKind.TOTP),
                Optional.empty(),
                Set.of());
        assertThat(outcome(settings, names.contains("OUT") ? OUTSIDE : INSIDE, enrolled, step))
                .as(why)
                .isEqualTo(outcome);
    }

    @ParameterizedTest(name = "{0} | {1} {2} continues {3} | factors {4}, enrolled {5}: {6} ({7})")
    @CsvSource(
            delimiter = ';',
            value = {
                "sso;       LOCAL;            UNSEEN;  false; '';  true;  sso-forced;        a direct grant",
                "sso;       EXISTING_SESSION; SESSION; false; '';  true;  allowed;           its login has passed the gate",
                "sso;       LOCAL;            UNSEEN;  true;  '';  true;  allowed;           a session older than the pack goes on",
                "mfa;       LOCAL;            UNSEEN;  false; '';  true;  mfa-not-performed; no evidence means no",
                "mfa;       LOCAL;            UNSEEN;  false; otp; true;  allowed;           a direct grant with its code",
                "mfa;       LOCAL;            UNSEEN;  false; '';  false; mfa-not-enrolled;  there is no page to enrol on",
                "mfa,grace; LOCAL;            UNSEEN;  false; '';  false; provisional;       within the grace period",
                "mfa;       EXISTING_SESSION; SESSION; true;  '';  true;  allowed;           left alone",
                "mfa,step;  EXISTING_SESSION; SESSION; true;  '';  true;  mfa-not-performed; unless it must step up",
                "mfa,office; LOCAL;           UNSEEN;  false; '';  true;  exempted;          a direct grant from inside",
                "mfa,office; EXISTING_SESSION; EXEMPTED; true; '';  true;  exempted;          the refresh of a session that was let pass",
                "mfa,office,server; LOCAL;    UNSEEN;  false; '';  true;  mfa-not-performed; the address of a server is not where the user is",
                "mfa,vpn;   EXISTING_SESSION; EXEMPTED; true; '';  true;  mfa-not-performed; from elsewhere it is asked",
                "mfa,vpn;   EXISTING_SESSION; EXEMPTED; true; otp; true;  allowed;           and goes on once it has answered",
                "mfa;       EXISTING_SESSION; EXEMPTED; true; '';  true;  mfa-not-performed; the list is gone, and the exemption with it",
            })
    void ofTokens(
            String settings,
            LoginKind kind,
            Origin origin,
            boolean continues,
            String factors,
            boolean enrolled,
            String outcome,
            String why) {
        Step step = new Step.TokenIssue(
                kind,
                new MfaEvidence(origin, names(factors), Optional.empty()),
                continues,
                !settings.contains("server"),
                Optional.empty(),
                Set.of());
        assertThat(outcome(settings, INSIDE, enrolled, step)).as(why).isEqualTo(outcome);
    }

    @Test
    void anAdminCallNeedsAllAdminRoles() {
        Role manage = new Role("m", Optional.of("realm-management"), "manage-users", false);
        Step call = new Step.AdminCall(
                MfaEvidence.unseen().continued(), new AdminRoles(false, "realm-management"::equals), Optional.empty());
        SecurityPolicy policy = policy(Map.of("ip.roles", "{\"realm-management.manage-users\":[\"" + INSIDE + "\"]}"));
        Subject admin = holding(manage, role("Participant"));
        assertThat(AccessRule.decide(request(policy, admin, INSIDE, true, call)).refusal())
                .isEmpty();
        assertThat(AccessRule.decide(request(policy, admin, OUTSIDE, true, call))
                        .refusal())
                .contains(Reason.ADMIN_ROLE_WITHHELD);
        assertThat(AccessRule.decide(request(policy, admin, OUTSIDE, true, new Step.Look()))
                        .refusal())
                .as("only administration is refused for it")
                .isEmpty();
    }

    @Test
    void whoAsksForNoFactorReadsNone() {
        AccessRequest request = new AccessRequest(
                policy(Map.of("ip.subscriber", "10.15.1.*")),
                holding(role("a")),
                () -> {
                    throw new AssertionError("the database was asked for a refused address");
                },
                from(OUTSIDE),
                new Step.TokenIssue(LoginKind.LOCAL, MfaEvidence.unseen(), false, true, Optional.empty(), Set.of()),
                NOW);
        assertThat(AccessRule.decide(request).refusal()).contains(Reason.ALL_ROLES_WITHHELD);
    }

    private static String outcome(String settings, String address, boolean enrolled, Step step) {
        Map<String, String> attributes = new HashMap<>();
        names(settings).forEach(name -> attributes.putAll(SETTINGS.getOrDefault(name, Map.of())));
        return AccessRule.decide(request(policy(attributes), holding(role("a")), address, enrolled, step))
                .fold(new Outcome());
    }

    private static final Map<String, Map<String, String>> SETTINGS = Map.of(
            "ip", Map.of("ip.subscriber", "10.15.1.*"),
            "sso", Map.of("sso.forced", "true"),
            "mfa", Map.of("mfa.everyone", "true"),
            "from", Map.of("mfa.enrolFrom", "10.15.1.*"),
            "grace", Map.of("mfa.graceDays", "7"),
            "step", Map.of("mfa.sessions", "performed"),
            "office", Map.of("mfa.exemptFrom", "10.15.1.*"),
            "vpn", Map.of("mfa.exemptFrom", "192.0.2.0/24"));

    private static AccessRequest request(
            SecurityPolicy policy, Subject subject, String address, boolean enrolled, Step step) {
        Optional<MfaRequirement> requirement =
                policy.mfa().everyone() ? Optional.of(new MfaRequirement.Everyone()) : Optional.empty();
        return new AccessRequest(
                policy, subject, () -> new SecondFactor(requirement, enrolled, NOW, false), from(address), step, NOW);
    }

    private static SecurityPolicy policy(Map<String, String> settings) {
        Map<String, String> attributes = new HashMap<>();
        settings.forEach((name, value) -> attributes.put("securityPolicy." + name, value));
        return AttributeCodec.decode(attributes).policy();
    }

    private static Set<String> names(String text) {
        return text.isEmpty() ? Set.of() : Set.of(text.split(",", -1));
    }

    /** What a decision says, in one word. */
    private static final class Outcome implements AccessDecision.Cases<String> {

        @Override
        public String allowed(AccessDecision.Allowed allowed) {
            return "allowed";
        }

        @Override
        public String exempted(AccessDecision.Exempted exempted) {
            return "exempted";
        }

        @Override
        public String provisional(AccessDecision.Provisional provisional) {
            return "provisional";
        }

        @Override
        public String actionsOnly(AccessDecision.ActionsOnly actionsOnly) {
            return "actions-only";
        }

        @Override
        public String refused(AccessDecision.Refused refused) {
            return refused.reason().code();
        }

        @Override
        public String enrolmentRequired(AccessDecision.EnrolmentRequired enrolment) {
            return enrolment.deadline().isPresent() ? "enrol-or-later" : "enrol";
        }

        @Override
        public String reauthenticationRequired(AccessDecision.ReauthenticationRequired reauthentication) {
            return "log-in-again";
        }
    }
}
