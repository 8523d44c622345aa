package dev.securitypolicies.keycloak.issue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.representations.AccessToken;

/** R17: whatever shape a mapper gives the claim, a withheld organization is not in it. */
final class OrganizationClaimsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final OrganizationClaims WITHHELD = new OrganizationClaims(Set.of("acme"));

    @ParameterizedTest(name = "{1} at {0}: {2} ({3})")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "org;     {'org':'acme'};                          {};                        a single name",
                "org;     {'org':'beta'};                          {'org':'beta'};            another one",
                "org;     {'org':['acme','beta']};                 {'org':['beta']};          a list",
                "org;     {'org':['acme']};                        {};                        an empty list says nothing",
                "org;     {'org':{'acme':{'a':1},'beta':{}}};      {'org':{'beta':{}}};       with what else is said of it",
                "org;     {'org':{'acme':{}}};                     {};                        an empty object says nothing",
                "t,org;   {'t':{'org':['acme'],'x':1}};            {'t':{'x':1}};             inside of another claim",
                "t,org;   {'t':'acme'};                            {'t':'acme'};              nothing there",
                "org;     {'other':'acme'};                        {'other':'acme'};          not this claim",
            })
    void prunes(String path, String before, String after, String why) throws JsonProcessingException {
        AccessToken token = JSON.readValue(before.replace('\'', '"'), AccessToken.class);
        WITHHELD.prune(token, List.of(path.split(",", -1)));
        ObjectNode left = JSON.valueToTree(token.getOtherClaims());
        assertThat(left).as(why).isEqualTo(JSON.readTree(after.replace('\'', '"')));
    }

    @Test
    void whatAMapperHasPutThereMayBeUnchangeable() {
        AccessToken token = new AccessToken();
        token.getOtherClaims().put("org", Set.of("acme", "beta"));
        WITHHELD.prune(token, List.of("org"));
        assertThat(token.getOtherClaims()).containsEntry("org", List.of("beta"));
    }

    @Test
    void aMapperMayHavePutJsonThere() {
        AccessToken token = new AccessToken();
        ObjectNode claim = JSON.createObjectNode();
        claim.putObject("acme").put("id", "1");
        claim.putObject("beta").put("securityPolicy.ip.subscriber", "10.15.2.*").put("color", "blue");
        token.getOtherClaims().put("org", claim);
        WITHHELD.prune(token, List.of("org"));
        assertThat(token.getOtherClaims())
                .as("and what an organization asks is left out")
                .isEqualTo(Map.of("org", Map.of("beta", Map.of("color", "blue"))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"organization:acme, true", "organization:acme.eu, false", "organization, false", "acme, false"})
    void knowsTheScopeThatAsksForIt(String scope, boolean named) {
        assertThat(WITHHELD.isNamedBy(scope)).isEqualTo(named);
    }
}
