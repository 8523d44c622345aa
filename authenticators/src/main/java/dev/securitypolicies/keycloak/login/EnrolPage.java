package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.decision.AccessDecision.EnrolmentRequired;
import dev.securitypolicies.decision.EnforcedDecision;
import jakarta.ws.rs.core.UriBuilder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.forms.login.LoginFormsProvider;

/** The page on which a user chooses the factor to set up. */
final class EnrolPage {

    private static final String TEMPLATE = "security-policy-enrol.ftl";
    private static final String FIELD = "choice";

    private final RequiredActionContext context;

    EnrolPage(RequiredActionContext context) {
        this.context = context;
    }

    /** What the user has chosen. */
    enum Choice {
        TOTP,
        PASSKEY,
        LATER,
        SIGN_OUT,
        /** From the set-up of a factor back to the choice. */
        BACK,
        /** Nothing on this page: the form of another one. */
        NONE
    }

    /** What the form or the link that was sent says. */
    Choice choice() {
        String inForm = context.getHttpRequest().getDecodedFormParameters().getFirst(FIELD);
        String inLink = context.getUriInfo().getQueryParameters().getFirst(FIELD);
        String chosen = inForm == null ? inLink : inForm;
        return switch (chosen == null ? "" : chosen) {
            case "totp" -> Choice.TOTP;
            case "passkey" -> Choice.PASSKEY;
            case "later" -> Choice.LATER;
            case "sign-out" -> Choice.SIGN_OUT;
            case "back" -> Choice.BACK;
            default -> Choice.NONE;
        };
    }

    void show(EnforcedDecision decision, EnrolmentRequired enrolment) {
        SetUpActions setUps = new SetUpActions(context.getRealm());
        boolean here = enrolment.allowedHere();
        LoginFormsProvider form = context.form()
                .setAttribute(
                        "offersTotp", here && setUps.totp(enrolment.kinds()).isPresent())
                .setAttribute(
                        "offersPasskey",
                        here && setUps.passkey(enrolment.kinds()).isPresent())
                .setAttribute("allowedHere", here)
                .setAttribute("address", decision.address().text());
        if (enrolment.deadline().isPresent()) {
            form.setAttribute("deadline", date(enrolment));
        }
        context.challenge(form.createForm(TEMPLATE));
    }

    /** Keycloak's own page for one factor, with a way back to the choice above it. */
    void showSetUp(RequiredActionProvider setUp) {
        String back = UriBuilder.fromUri(context.getActionUrl(context.generateCode()))
                .queryParam(FIELD, "back")
                .build()
                .toString();
        context.form().setInfo("securityPolicies.enrol.back", back);
        setUp.requiredActionChallenge(context);
    }

    /** The deadline for records. */
    static String instant(EnrolmentRequired enrolment) {
        return Instant.ofEpochSecond(enrolment.deadline().orElseThrow()).toString();
    }

    /** The deadline as the user's language writes it, with the time zone, since the server's is not the user's. */
    private String date(EnrolmentRequired enrolment) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                        .withLocale(context.getSession().getContext().resolveLocale(context.getUser()))
                        .format(Instant.ofEpochSecond(enrolment.deadline().orElseThrow())
                                .atOffset(ZoneOffset.UTC))
                + " UTC";
    }
}
