package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.keycloak.login.LoginDecision.Enrol;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.RealmModel;

/** The page on which a user chooses the factor to set up. */
final class EnrolPage {

    private static final String TEMPLATE = "security-policy-enrol.ftl";
    private static final String FIELD = "choice";

    private EnrolPage() {}

    /** What the user has chosen. */
    enum Choice {
        TOTP,
        PASSKEY,
        LATER,
        SIGN_OUT,
        /** Nothing on this page: the form of another one. */
        NONE
    }

    static Choice choice(RequiredActionContext context) {
        String chosen = context.getHttpRequest().getDecodedFormParameters().getFirst(FIELD);
        return switch (chosen == null ? "" : chosen) {
            case "totp" -> Choice.TOTP;
            case "passkey" -> Choice.PASSKEY;
            case "later" -> Choice.LATER;
            case "sign-out" -> Choice.SIGN_OUT;
            default -> Choice.NONE;
        };
    }

    static void show(RequiredActionContext context, Enrol enrol) {
        RealmModel realm = context.getRealm();
        boolean totp = enrol.allowedHere() && !SetUpActions.totp(realm).isEmpty();
        boolean passkey = enrol.allowedHere() && !SetUpActions.passkey(realm).isEmpty();
        LoginFormsProvider form = context.form()
                .setAttribute("offersTotp", totp)
                .setAttribute("offersPasskey", passkey)
                .setAttribute("allowedHere", enrol.allowedHere())
                .setAttribute("address", enrol.ruling().address().text());
        if (enrol.deadline().isPresent()) {
            form.setAttribute("deadline", date(context, enrol));
        }
        context.challenge(form.createForm(TEMPLATE));
    }

    /** The deadline for records. */
    static String instant(Enrol enrol) {
        return Instant.ofEpochSecond(enrol.deadline().orElseThrow()).toString();
    }

    /** The deadline as the user's language writes it, with the time zone, since the server's is not the user's. */
    private static String date(RequiredActionContext context, Enrol enrol) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                        .withLocale(context.getSession().getContext().resolveLocale(context.getUser()))
                        .format(Instant.ofEpochSecond(enrol.deadline().orElseThrow())
                                .atOffset(ZoneOffset.UTC))
                + " UTC";
    }
}
