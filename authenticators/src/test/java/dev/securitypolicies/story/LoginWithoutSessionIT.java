package dev.securitypolicies.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.coverage.Aspect;
import dev.securitypolicies.coverage.Covers;
import dev.securitypolicies.coverage.Way;
import dev.securitypolicies.server.Admin;
import dev.securitypolicies.server.App;
import dev.securitypolicies.server.Browser;
import dev.securitypolicies.server.Http;
import dev.securitypolicies.server.KeycloakNode;
import dev.securitypolicies.server.Mailbox;
import dev.securitypolicies.server.PolicyRealm;
import dev.securitypolicies.server.Realm;
import dev.securitypolicies.server.Servers;
import dev.securitypolicies.server.Totp;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A login that is to end without a session never gets one, whatever page stands between: the thief has a mailbox and no factor. */
final class LoginWithoutSessionIT {

    private static final String HERE = "192.0.2.10";
    private static final KeycloakNode NODE = Servers.newest();
    private static final Mailbox MAILBOX = new Mailbox();

    @PolicyRealm(value = "no-session", sample = "required-mfa.json")
    private static Realm realm;

    @BeforeAll
    static void prepare() {
        MAILBOX.serve(realm);
        realm.client("asks-consent", Map.of("consentRequired", true));
        realm.client(
                "television",
                Map.of(
                        "consentRequired",
                        true,
                        "attributes",
                        Map.of("oauth2.device.authorization.grant.enabled", "true")));
    }

    @AfterAll
    static void close() {
        MAILBOX.close();
    }

    @BeforeEach
    void reset() {
        realm.admin().call("POST", realm.path("/logout-all"), "{}");
        realm.removeFactors("otto");
        realm.totp("otto", Totp.OTTO);
    }

    @Test
    @Covers(value = Way.MAIL, as = Aspect.FACTOR)
    @Covers(value = Way.PAGES, as = Aspect.FACTOR)
    void theConsentPageBehindAResetLinkGivesNoSession() {
        App app = new App(NODE, realm.name(), "asks-consent", null);
        Browser victim = Browser.at(NODE, HERE);
        Browser thief = Browser.at(NODE, HERE);
        askForLink(victim, victim.open(app));
        walkToTheEnd(thief, openLink(thief));
        assertNoSession(thief);
    }

    @Test
    @Covers(value = Way.DEVICE, as = Aspect.FACTOR)
    void norDoesTheDeviceVerificationPage() {
        App television = new App(NODE, realm.name(), "television", null);
        String verification = television
                .call("auth/device", HERE, Map.of("scope", "openid"))
                .json()
                .path("verification_uri_complete")
                .asText();
        Browser victim = Browser.at(NODE, HERE);
        Browser thief = Browser.at(NODE, HERE);
        askForLink(victim, victim.follow(victim.http().get(verification)));
        walkToTheEnd(thief, openLink(thief));
        assertNoSession(thief);
    }

    @Test
    void norDoTermsAndProfilePagesInBetween() {
        for (String action : new String[] {"UPDATE_PROFILE", "VERIFY_PROFILE"}) {
            realm.change("otto", Map.of("requiredActions", new String[] {action}));
            App app = new App(NODE, realm.name(), "asks-consent", null);
            Browser victim = Browser.at(NODE, HERE);
            Browser thief = Browser.at(NODE, HERE);
            askForLink(victim, victim.open(app));
            walkToTheEnd(thief, openLink(thief));
            assertNoSession(thief);
            realm.change("otto", Map.of("requiredActions", new String[0]));
        }
    }

    private static void askForLink(Browser victim, Http.Answer login) {
        String reset = login.html().select("a[href*=reset-credentials]").attr("href");
        assertThat(reset).as(login.body()).isNotEmpty();
        Http.Answer form = victim.follow(victim.http().get(NODE.url() + reset));
        victim.submit(form, Map.of("username", "otto"));
    }

    private static Http.Answer openLink(Browser thief) {
        Http.Answer page = thief.follow(thief.http().get(MAILBOX.lastLink()));
        // a link in another browser asks to be confirmed first
        String proceed = page.html().select("a[href*=action-token]").attr("href");
        return proceed.isEmpty() ? page : thief.follow(thief.http().get(absolute(proceed)));
    }

    /** Fills in whatever page comes, as long as there is a form to fill in. */
    private static void walkToTheEnd(Browser thief, Http.Answer first) {
        Http.Answer page = first;
        for (int i = 0; i < 6 && page.html().selectFirst("form[method=post]") != null; i++) {
            page = thief.submit(
                    page,
                    Map.of(
                            "password-new", "otto",
                            "password-confirm", "otto",
                            "email", "otto@subscriber.example",
                            "firstName", "Otto",
                            "lastName", "Example",
                            "accept", "Yes"));
            assertThat(page.location()).as("no code for an application").doesNotContain("code=");
        }
    }

    private static String absolute(String link) {
        return link.startsWith("http") ? link : NODE.url() + link;
    }

    private static void assertNoSession(Browser thief) {
        assertThat(realm.admin().sessions(realm.name(), "otto")).isZero();
        Http.Answer sso = thief.open(realm.publicApp());
        assertThat(sso.html().selectFirst("#kc-form-login"))
                .as("whoever has only the mailbox is asked to log in")
                .isNotNull();
        assertThat(Admin.expect(200, realm.admin().call("GET", realm.path(""), ""))
                        .status())
                .isEqualTo(200);
    }
}
