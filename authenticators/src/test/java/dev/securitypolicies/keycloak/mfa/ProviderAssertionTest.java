package dev.securitypolicies.keycloak.mfa;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.decision.LoginKind;
import dev.securitypolicies.keycloak.models.MemoryUser;
import dev.securitypolicies.keycloak.subject.UserAttributes;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keycloak.models.UserModel;

/** R6: whose word an assertion is. Nobody knows, then it is no login through a provider. */
final class ProviderAssertionTest {

    private final UserModel user = new MemoryUser("alice");
    private final ProviderAssertion assertion = new ProviderAssertion(
            user, issuer -> Optional.of("corp").filter(alias -> issuer.equals("https://corp.example")));

    @Test
    void theWordOfALinkedProviderIsALoginThroughIt() {
        assertThat(assertion.kind(issuedBy("https://corp.example"))).isEqualTo(LoginKind.BROKERED);
    }

    @Test
    void throughALinkThatAPasswordMadeItIsALocalLogin() {
        UserAttributes.LOCAL_PROVIDERS.add(user, "corp");
        assertThat(assertion.kind(issuedBy("https://corp.example"))).isEqualTo(LoginKind.LOCAL);
    }

    @Test
    void theWordOfAnIssuerThatNoProviderHasIsALocalLogin() {
        assertThat(assertion.kind(issuedBy("https://other.example"))).isEqualTo(LoginKind.LOCAL);
    }

    @Test
    void withoutAnAssertionThatCanBeReadItIsALocalLogin() {
        assertThat(assertion.kind(Optional.of("nonsense"))).isEqualTo(LoginKind.LOCAL);
        assertThat(assertion.kind(Optional.empty())).isEqualTo(LoginKind.LOCAL);
    }

    private static Optional<String> issuedBy(String issuer) {
        return Optional.of(
                part("{\"alg\":\"RS256\"}") + "." + part("{\"iss\":\"" + issuer + "\"}") + "." + part("signature"));
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
