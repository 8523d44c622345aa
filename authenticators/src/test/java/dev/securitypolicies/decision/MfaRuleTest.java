package dev.securitypolicies.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.decision.MfaEvidence.Origin;
import dev.securitypolicies.policy.AttributeCodec;
import dev.securitypolicies.policy.MfaPolicy;
import dev.securitypolicies.policy.Subscriber;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R8, row by row: of whom a factor is demanded, and what meets the demand. */
final class MfaRuleTest {

    private static final long DAY = 86_400;
    private static final Optional<MfaRequirement> REQUIRED = Optional.of(new MfaRequirement.Everyone());

    @ParameterizedTest(name = "{0}; {1}: {2} ({3})")
    @CsvSource(
            delimiter = ';',
            value = {
                "mfa.everyone=true;                    Participant;             everyone;                everybody is everybody",
                "mfa.everyone=true;                    '';                      everyone;                a user without roles too",
                "'';                                   realm-management.x;      none;                    nothing is switched on",
                "mfa.admins=true;                      Participant;             none;                    not an admin role",
                "mfa.admins=true;                      realm-management.x;      admin role realm-management.x; any role of the management client",
                "mfa.admins=true;                      other.realm-admin;       none;                    a role of that name elsewhere",
                "mfa.admins=true;                      admin;                   admin role admin;        one of the names that count by default",
                "mfa.admins=true,mfa.adminRoles=boss;  admin;                   none;                    the list replaces the default names",
                "mfa.admins=true,mfa.adminRoles=boss;  boss;                    admin role boss;         a listed name",
                "mfa.adminRoles=boss;                  boss;                    none;                    a list without its switch",
                "mfa.roles=Treasurer;                  Treasurer;               role Treasurer;          a listed role",
                "mfa.roles=app.editor;                 app.editor;              role app.editor;         a listed client role",
                "mfa.roles=editor;                     app.editor;              none;                    a client role is not its bare name",
                "mfa.admins=true,mfa.roles=Treasurer;  Treasurer;               role Treasurer;          the switches stack",
                "mfa.admins=true,mfa.roles=boss;       boss,realm-management.x; admin role realm-management.x; the widest is named",
            })
    void ofWhom(String settings, String roles, String demand, String why) {
        Set<Role> held = Stream.of(roles.split(",", -1))
                .filter(key -> !key.isEmpty())
                .map(MfaRuleTest::role)
                .collect(Collectors.toSet());
        Optional<MfaRequirement> found = MfaRule.requirement(
                policy(settings), held, new AdminRoles(false, "realm-management"::equals), List.of());
        assertThat(found.map(MfaRequirement::code).orElse("none")).as(why).isEqualTo(demand);
    }

    @ParameterizedTest(name = "{0}; in {1}: {2} ({3})")
    @CsvSource(
            delimiter = ';',
            value = {
                "'';                acme;      organization acme; it requires it of its members",
                "'';                beta;      none;              another one does not",
                "'';                acme+beta; organization acme; a member of several is judged by each",
                "mfa.everyone=true; acme;      everyone;          the widest is named",
                "mfa.roles=boss;    acme;      organization acme; wider than a role",
            })
    void ofMembers(String settings, String in, String demand, String why) {
        List<Membership> organizations = Stream.of(in.split("\\+", -1))
                .map(name -> new Membership(name, name, false, new Subscriber(Optional.empty(), name.equals("acme"))))
                .toList();
        Optional<MfaRequirement> found = MfaRule.requirement(
                policy(settings), Set.of(role("boss")), new AdminRoles(false, "x"::equals), organizations);
        assertThat(found.map(MfaRequirement::code).orElse("none")).as(why).isEqualTo(demand);
    }

    @ParameterizedTest(name = "{0}, enrolled {1}, factors {2}, provider {3}, {4}: {5} ({6})")
    @CsvSource(
            delimiter = ';',
            value = {
                "LOGIN;         true;  otp; '';    '';                        met;               performed in this login",
                "LOGIN;         true;  '';  '';    '';                        mfa-not-performed; the flow did not ask",
                "LOGIN;         false; '';  '';    '';                        mfa-not-enrolled;  there is nothing to perform",
                "LOGIN;         false; otp; '';    '';                        mfa-not-enrolled;  the factor was removed in between",
                "LOGIN;         true;  '';  corp;  '';                        mfa-not-performed; not every provider counts",
                "LOGIN;         true;  '';  corp;  mfa.trustedIdentityProviders=corp; met;       a trusted one does",
                "LOGIN;         false; '';  corp;  mfa.trustedIdentityProviders=corp; met;       and needs no enrolment here",
                "LOGIN;         true;  '';  other; mfa.trustedIdentityProviders=corp; mfa-not-performed; another one does not",
                "SESSION;       true;  '';  '';    '';                        met;               an older session is left alone",
                "SESSION;       true;  '';  '';    mfa.sessions=performed;    mfa-not-performed; unless it must step up",
                "SESSION;       true;  otp; '';    mfa.sessions=performed;    met;               as this one has done",
                "SESSION;       false; otp; '';    '';                        mfa-not-enrolled;  the factor was removed since",
                "UNSEEN;        true;  '';  '';    '';                        mfa-not-performed; no evidence means no",
                "UNSEEN;        true;  otp; '';    '';                        met;               a direct grant with its code",
                "IMPERSONATION; false; otp; '';    '';                        met;               the administrator has performed theirs",
                "IMPERSONATION; true;  '';  '';    '';                        mfa-not-performed; the administrator has not",
                "IMPERSONATION; false; '';  '';    '';                        mfa-not-performed; and must not enrol for somebody else",
                "IMPERSONATION; true;  '';  corp;  mfa.trustedIdentityProviders=corp; mfa-not-performed; the user's provider says nothing of the administrator",
            })
    void whatMeetsTheDemand(
            Origin origin,
            boolean enrolled,
            String factors,
            String provider,
            String settings,
            String expected,
            String why) {
        MfaEvidence evidence = new MfaEvidence(
                origin,
                factors.isEmpty() ? Set.of() : Set.of(factors),
                Optional.of(provider).filter(alias -> !alias.isEmpty()));
        SecondFactor factor = new SecondFactor(REQUIRED, enrolled, 0, false);
        MfaDecision decision = MfaRule.decide(policy(settings), factor, evidence, false, 100 * DAY);
        assertThat(decision.fold(new Outcome(0))).as(why).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} days, {1} s after the start: {2} ({3})")
    @CsvSource(
            delimiter = ';',
            value = {
                "0;  0;       mfa-not-enrolled; no grace at all",
                "1;  0;       until 86400;      the first second",
                "1;  86399;   until 86400;      the last second",
                "1;  86400;   mfa-not-enrolled; the deadline itself",
                "90; 7775999; until 7776000;    the longest there is",
            })
    void howLongEnrolmentCanBePutOff(int days, long after, String expected, String why) {
        long start = 1_700_000_000;
        MfaEvidence evidence = new MfaEvidence(Origin.LOGIN, Set.of(), Optional.empty());
        SecondFactor factor = new SecondFactor(REQUIRED, false, start, false);
        MfaDecision decision = MfaRule.decide(policy("mfa.graceDays=" + days), factor, evidence, false, start + after);
        assertThat(decision.fold(new Outcome(start))).as(why).isEqualTo(expected);
    }

    @Test
    void graceIsForEnrolmentAndNotForPerforming() {
        MfaEvidence evidence = new MfaEvidence(Origin.LOGIN, Set.of(), Optional.empty());
        SecondFactor enrolled = new SecondFactor(REQUIRED, true, 0, false);
        assertThat(MfaRule.decide(policy("mfa.graceDays=90"), enrolled, evidence, false, 0)
                        .fold(new Outcome(0)))
                .isEqualTo("mfa-not-performed");
    }

    @Test
    void aBeginningInTheFutureGivesNoGrace() {
        MfaEvidence evidence = new MfaEvidence(Origin.LOGIN, Set.of(), Optional.empty());
        SecondFactor future = new SecondFactor(REQUIRED, false, 200 * DAY, false);
        assertThat(MfaRule.decide(policy("mfa.graceDays=90"), future, evidence, false, 100 * DAY)
                        .fold(new Outcome(0)))
                .isEqualTo("mfa-not-enrolled");
    }

    @ParameterizedTest(name = "{0}: {1} ({2})")
    @CsvSource(
            delimiter = ';',
            value = {
                "ada@example.com;      true;  the very same",
                "ADA@EXAMPLE.COM;      true;  letters count in either case",
                "ada@example.co;       false; shorter",
                "ada@example.com.evil; false; longer",
                "\u0430da@example.com; false; a Cyrillic look-alike",
                "ada\u0301@example.com;  false; a letter with a mark",
                "\u212Aate@example.com; false; the Kelvin sign is no K",
                "gr\u00F6n@example.com; true; beyond ASCII the very same",
                "GR\u00D6N@example.com; false; beyond ASCII no other case",
            })
    void whoIsListedAsSuperAdmin(String email, boolean listed, String why) {
        var policy = AttributeCodec.decode(Map.of(
                        "securityPolicy.superAdmin.emails", "Ada@Example.com, kate@example.com, gr\u00F6n@example.com"))
                .policy();
        assertThat(PromotionRule.lists(policy.superAdmin(), email)).as(why).isEqualTo(listed);
    }

    @ParameterizedTest(name = "writers {0}, trusted {1}, verified before {2}: {3} ({4})")
    @CsvSource(
            delimiter = ';',
            value = {
                "'';         '';   '';                true;  nobody but Keycloak could have written it",
                "corp;       corp; '';                true;  a listed provider did",
                "corp,other; corp; '';                false; the other one could have",
                "other;      '';   ada@example.com;   true;  it was verified before the other one could",
                "other;      '';   ADA@example.com;   true;  letters count in either case",
                "other;      '';   eve@example.com;   false; another address was verified",
            })
    void whoseWordCountsForAnEmail(String writers, String trusted, String before, boolean proven, String why) {
        assertThat(PromotionRule.isProven(
                        "ada@example.com",
                        names(writers),
                        names(trusted),
                        Optional.of(before).filter(text -> !text.isEmpty())))
                .as(why)
                .isEqualTo(proven);
    }

    private static List<String> names(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
    }

    /** What a decision says, in one word; a deadline counts from the start of the test. */
    private record Outcome(long start) implements MfaDecision.Cases<String> {

        @Override
        public String notRequired() {
            return "not-required";
        }

        @Override
        public String satisfied() {
            return "met";
        }

        @Override
        public String exempt() {
            return "exempt";
        }

        @Override
        public String deferred(MfaRequirement requirement, long deadline) {
            return "until " + (deadline - start);
        }

        @Override
        public String notEnrolled(MfaRequirement requirement) {
            return "mfa-not-enrolled";
        }

        @Override
        public String notPerformed(MfaRequirement requirement) {
            return "mfa-not-performed";
        }
    }

    private static Role role(String key) {
        int dot = key.indexOf('.');
        return new Role(
                key, dot < 0 ? Optional.empty() : Optional.of(key.substring(0, dot)), key.substring(dot + 1), false);
    }

    private static MfaPolicy policy(String settings) {
        Map<String, String> attributes = new HashMap<>();
        for (String setting : settings.split(",", -1)) {
            if (!setting.isEmpty()) {
                String[] parts = setting.split("=", 2);
                attributes.put("securityPolicy." + parts[0], parts[1]);
            }
        }
        return AttributeCodec.decode(attributes).policy().mfa();
    }
}
