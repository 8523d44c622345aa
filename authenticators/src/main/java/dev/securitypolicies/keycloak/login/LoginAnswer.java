package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.decision.AccessDecision;
import dev.securitypolicies.decision.EnforcedDecision;
import dev.securitypolicies.decision.Reason;
import dev.securitypolicies.keycloak.events.Door;
import dev.securitypolicies.keycloak.events.EnforcementPoint;
import dev.securitypolicies.keycloak.page.RefusalPage;
import jakarta.ws.rs.core.Response;
import java.util.function.BiFunction;
import org.keycloak.authentication.RequiredActionContext;

/**
 * What a required action of the pack answers to a user who logs in, case by case. Whatever it has nothing to say about goes on, and
 * is triggered anew right behind it.
 */
abstract class LoginAnswer implements AccessDecision.Cases<Runnable> {

    private final RequiredActionContext context;
    private final EnforcedDecision decision;

    LoginAnswer(RequiredActionContext context, EnforcedDecision decision) {
        this.context = context;
        this.decision = decision;
    }

    /** Decides anew, so that the same tab goes on as soon as the user has moved to a permitted network. */
    static void give(
            RequiredActionContext context, BiFunction<RequiredActionContext, EnforcedDecision, LoginAnswer> answers) {
        EnforcedDecision decision = new LoginDecisions(Gate.login(context)).decide();
        if (decision.isEnforced()) {
            decision.decision().fold(answers.apply(context, decision)).run();
        } else {
            context.success();
        }
    }

    final RequiredActionContext context() {
        return context;
    }

    final EnforcedDecision decision() {
        return decision;
    }

    final LoginInProgress login() {
        return Gate.login(context);
    }

    @Override
    public final Runnable allowed(AccessDecision.Allowed allowed) {
        return context::success;
    }

    @Override
    public final Runnable exempted(AccessDecision.Exempted exempted) {
        return context::success;
    }

    @Override
    public final Runnable provisional(AccessDecision.Provisional provisional) {
        return context::success;
    }

    @Override
    public final Runnable actionsOnly(AccessDecision.ActionsOnly actionsOnly) {
        return context::success;
    }

    @Override
    public final Runnable refused(AccessDecision.Refused refused) {
        return () -> refuse(refused.reason());
    }

    /** Records the refusal, unless that was done before anybody knew whether there would be a page. */
    final void recordRefusal(Reason reason) {
        if (!new PagelessLogin(login()).wasReported(reason)) {
            new EnforcementPoint(login().session()).refused(login().context(Door.GATE), decision);
        }
    }

    private void refuse(Reason reason) {
        LoginInProgress login = login();
        recordRefusal(reason);
        Response page = new RefusalPage(login.session()).response(login.model(), reason, decision);
        if (reason == Reason.SSO_FORCED) {
            new Reauthentication(login).startOver(); // what was shown so far must not stand beside another way in
        }
        context.challenge(page);
    }
}
