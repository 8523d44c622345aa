package dev.securitypolicies.keycloak.saml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which SAML attributes say something of an organization: aliases may contain dots. */
final class OrganizationAttributeTest {

    @ParameterizedTest(name = "{1} is of {0}: {2}")
    @CsvSource({
        "acme,    organization.acme.groups,                      true",
        "acme,    organization.acme.realm_access.roles,          true",
        "acme,    organization.acme.resource_access.crm.roles,   true",
        "acme,    organization.acme.eu.groups,                   false",
        "acme.eu, organization.acme.eu.groups,                   true",
        "acme,    organization,                                  false",
        "acme,    groups,                                        false",
    })
    void isOf(String alias, String attribute, boolean expected) {
        assertThat(PolicySamlOrganizationGroupMapper.isOf(alias, attribute)).isEqualTo(expected);
    }
}
