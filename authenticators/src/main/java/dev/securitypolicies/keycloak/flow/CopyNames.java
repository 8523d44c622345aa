package dev.securitypolicies.keycloak.flow;

import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.RealmModel;

/** What the pack's copies of flows are called: names that fit, that are free, and by which the original is found again. */
final class CopyNames {

    private static final String SUFFIX = " - security policies";

    /** The width of both columns, alias and description; a longer text loses the whole save. */
    private static final int LONGEST = 255;

    /** Left free for the number that tells copies apart, and for the names of new subflows. */
    private static final int ROOM = 30;

    private static final int LONGEST_IN_DESCRIPTION = 150;

    private final RealmModel realm;

    CopyNames(RealmModel realm) {
        this.realm = realm;
    }

    /** A name with this ending that fits into its column. */
    static String fitting(String name, String ending) {
        return shortened(name, LONGEST - ROOM - ending.length()) + ending;
    }

    /** Keycloak puts the name of the copy before those of its subflows, and all of them must fit; empty if they cannot. */
    Optional<String> of(AuthenticationFlowModel original) {
        int longest = aliases(original.getId()).mapToInt(String::length).max().orElse(0);
        int room = LONGEST - ROOM - longest - SUFFIX.length();
        return room < 0 ? Optional.empty() : Optional.of(free(shortened(original.getAlias(), room) + SUFFIX));
    }

    static String description(AuthenticationFlowModel original) {
        return "Can ask for every kind of second factor; copy of "
                + shortened(original.getAlias(), LONGEST_IN_DESCRIPTION);
    }

    /** What the flow is a copy of, by its name; empty if it is none, or the original is gone or had a longer name. */
    Optional<AuthenticationFlowModel> original(AuthenticationFlowModel copy) {
        int suffix = copy.getAlias().lastIndexOf(SUFFIX);
        return suffix < 0
                ? Optional.empty()
                : Optional.ofNullable(realm.getFlowByAlias(copy.getAlias().substring(0, suffix)));
    }

    private static String shortened(String text, int length) {
        return text.substring(0, Math.min(text.length(), length));
    }

    private Stream<String> aliases(String flowId) {
        return realm.getAuthenticationExecutionsStream(flowId)
                .filter(AuthenticationExecutionModel::isAuthenticatorFlow)
                .flatMap(link -> Stream.concat(
                        Stream.of(realm.getAuthenticationFlowById(link.getFlowId())
                                .getAlias()),
                        aliases(link.getFlowId())));
    }

    private String free(String wanted) {
        String alias = wanted;
        for (int number = 2; realm.getFlowByAlias(alias) != null; number++) {
            alias = wanted + " " + number;
        }
        return alias;
    }
}
