package dev.securitypolicies.keycloak.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.keycloak.engine.PolicyWatch.Look;
import dev.securitypolicies.keycloak.store.PolicyState;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a look into the database lets a session go by without a question of its own. */
final class PolicyWatchTest {

    private static final Look FIRST = new Look(0, Map.of("realm", "revision"), Set.of());

    @Test
    void aPolicyIsShownByItsRevision() {
        assertThat(FIRST.shows("realm", "revision")).isTrue();
        assertThat(FIRST.shows("realm", "older")).isFalse();
    }

    @Test
    void aRealmWithoutARevisionNeverHadAPolicy() {
        assertThat(FIRST.shows("other", PolicyState.NO_REVISION)).isTrue();
        assertThat(FIRST.shows("other", "revision")).isFalse();
    }

    /** This node may have cached it as it was before it had one. */
    @Test
    void aRealmThatIsGoneIsNotTakenForOneThatNeverHadAPolicy() {
        Look later = FIRST.next(1, Map.of()).next(2, Map.of());
        assertThat(later.shows("realm", PolicyState.NO_REVISION)).isFalse();
        assertThat(later.shows("realm", "revision")).isFalse();
    }

    @Test
    void aRevisionThatIsBackCountsAgain() {
        Look later = FIRST.next(1, Map.of()).next(2, Map.of("realm", "revision"));
        assertThat(later.shows("realm", "revision")).isTrue();
    }
}
