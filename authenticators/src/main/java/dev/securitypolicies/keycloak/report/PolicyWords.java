package dev.securitypolicies.keycloak.report;

import dev.securitypolicies.policy.Allowlist;
import dev.securitypolicies.policy.IpPolicy;
import dev.securitypolicies.policy.MfaPolicy;
import dev.securitypolicies.policy.SecurityPolicy;
import dev.securitypolicies.policy.SecurityPolicy.Mode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says a policy in sentences, the way a reader of the report knows it and not by the names of attributes. */
public final class PolicyWords {

    private static final int MOST_ENTRIES = 50;

    private final SecurityPolicy policy;
    private final List<String> sentences = new ArrayList<>();

    private PolicyWords(SecurityPolicy policy) {
        this.policy = policy;
    }

    /** What the policy says, from the widest to the narrowest. */
    public static List<String> of(SecurityPolicy policy) {
        PolicyWords words = new PolicyWords(policy);
        words.sentences.add(
                policy.mode() == Mode.ENFORCE
                        ? "The policy is enforced."
                        : "The policy is not enforced; what it would refuse is reported.");
        words.addresses();
        words.factor();
        words.others();
        return List.copyOf(words.sentences);
    }

    private void addresses() {
        IpPolicy ip = policy.ip();
        sentences.add("Everyone may log in from " + from(ip.subscriber()) + ".");
        sorted(ip.roles().byRole())
                .forEach(role -> sentences.add("The role " + role.getKey() + " may be used from "
                        + entries(role.getValue()) + ", in place of everyone's list."));
        ip.roles()
                .unreadable()
                .ifPresent(
                        text -> sentences.add("The lists of the roles cannot be read, so that no role may be used."));
        sorted(ip.groups())
                .forEach(group ->
                        sentences.add("The IP group " + group.getKey() + " is " + entries(group.getValue()) + "."));
        sentences.add("The realm may be administered from " + from(ip.adminPanel()) + ".");
        boolean needGroup = ip.restrictsLogins() && ip.interfaceUsers() == IpPolicy.InterfaceUsers.REQUIRED;
        sentences.add(
                needGroup
                        ? "Service accounts and interface users need an IP group or a list of their client."
                        : "Service accounts and interface users need no IP group.");
    }

    private void factor() {
        MfaPolicy mfa = policy.mfa();
        if (!mfa.demandsAnything()) {
            sentences.add("Nobody must have a second factor.");
            return;
        }
        List<String> whom = new ArrayList<>();
        if (mfa.everyone()) {
            whom.add("everyone");
        }
        if (mfa.admins()) {
            whom.add("administrators (" + names(mfa.adminRoles()) + ", and whoever manages the realm)");
        }
        if (!mfa.roles().isEmpty()) {
            whom.add("holders of " + names(mfa.roles()));
        }
        sentences.add("A second factor is required of " + String.join(", ", whom) + ".");
        sentences.add("It may be set up from " + from(mfa.enrolFrom())
                + (mfa.graceDays() > 0 ? ", and put off for " + mfa.graceDays() + " days." : ", at the next login."));
        sentences.add(
                mfa.sessions() == MfaPolicy.Sessions.PERFORMED
                        ? "Sessions without it end."
                        : "Sessions that began before may go on.");
        mfa.exemptFrom()
                .ifPresent(
                        list -> sentences.add("Whoever has a factor and is no administrator is not asked for it from "
                                + entries(list) + "."));
        if (!mfa.trustedIdentityProviders().isEmpty()) {
            sentences.add("Logins through " + names(mfa.trustedIdentityProviders()) + " count as having shown it.");
        }
    }

    private void others() {
        if (policy.ssoForced()) {
            sentences.add("Logins with local credentials are refused, other than of users who are allowed to.");
        }
        policy.sessionLifetimeMinutes()
                .ifPresent(minutes -> sentences.add("A session lives for " + minutes + " minutes."));
        if (!policy.superAdmin().emails().isEmpty()) {
            sentences.add("Whoever logs in with one of these verified e-mail addresses gets the role "
                    + policy.superAdmin().role() + ": "
                    + names(policy.superAdmin().emails()) + ".");
        }
    }

    private static List<Map.Entry<String, Allowlist>> sorted(Map<String, Allowlist> lists) {
        return lists.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    }

    private static String from(Optional<Allowlist> list) {
        return list.map(PolicyWords::entries).orElse("anywhere");
    }

    private static String entries(Allowlist list) {
        List<String> all = list.entries();
        String shown = all.stream().limit(MOST_ENTRIES).collect(Collectors.joining(", "));
        String text = all.size() > MOST_ENTRIES ? shown + " and " + (all.size() - MOST_ENTRIES) + " more" : shown;
        return list.addresses().isEmpty() ? text + " (no address at all)" : text;
    }

    private static String names(Collection<String> names) {
        return names.stream().sorted().collect(Collectors.joining(", "));
    }
}
