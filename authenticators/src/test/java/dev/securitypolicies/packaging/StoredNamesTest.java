package dev.securitypolicies.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.keycloak.provenance.IssueAddress;
import dev.securitypolicies.keycloak.provenance.ProvenanceClaim;
import dev.securitypolicies.keycloak.realm.RequiredActionRegistration;
import dev.securitypolicies.keycloak.store.RealmStateComponent;
import dev.securitypolicies.keycloak.subject.ClientAllowlist;
import dev.securitypolicies.keycloak.subject.UserAttributes;
import dev.securitypolicies.policy.Setting;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names that databases, tokens and configurations hold: whoever changes one must think of what is stored already. */
final class StoredNamesTest {

    @Test
    void theComponentIsStoredUnderTheNameOfItsClass() {
        assertThat(RealmStateComponent.class.getName())
                .isEqualTo("dev.securitypolicies.keycloak.store.RealmStateComponent");
    }

    @Test
    void realmsStoreTheRequiredActionsById() {
        assertThat(RequiredActionRegistration.GATE).isEqualTo("security-policy-gate");
        assertThat(RequiredActionRegistration.ENROLMENT).isEqualTo("security-policy-enrol");
    }

    @Test
    void tokensAndClientsCarryTheseNames() {
        assertThat(ProvenanceClaim.NAME).isEqualTo("security_policy");
        assertThat(IssueAddress.SOURCE_ATTRIBUTE).isEqualTo("securityPolicy.addressSource");
        assertThat(ClientAllowlist.ATTRIBUTE).isEqualTo("securityPolicy.ip.allowlist");
    }

    @Test
    void allAttributesHaveThePrefixAndNoneIsCalledAlike() {
        assertThat(Stream.of(UserAttributes.values()).map(UserAttributes::attribute))
                .allMatch(name -> name.startsWith(Setting.PREFIX))
                .doesNotHaveDuplicates();
        assertThat(Setting.all().stream().map(Setting::attribute)).doesNotHaveDuplicates();
    }
}
