package dev.securitypolicies.keycloak.compat;

import java.util.Map;
import org.keycloak.organization.protocol.mappers.oidc.OrganizationMembershipMapper;
import org.keycloak.protocol.ProtocolMapperUtils;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.protocol.oidc.mappers.RoleNameMapper;
import org.keycloak.protocol.oidc.mappers.UserClientRoleMappingMapper;
import org.keycloak.protocol.oidc.mappers.UserRealmRoleMappingMapper;
import org.keycloak.protocol.saml.mappers.HardcodedRole;

/** The ids and settings of Keycloak's own mappers that the pack reads and does not replace. */
public final class StockMappers {

    /** Shows a role under another name. */
    public static final String ROLE_NAME = RoleNameMapper.PROVIDER_ID;

    public static final String RENAMED_ROLE = RoleNameMapper.ROLE_CONFIG;
    public static final String NEW_ROLE_NAME = RoleNameMapper.NEW_ROLE_NAME;

    /** The mappers that put roles into a token, with their setting for what stands before each name. */
    public static final Map<String, String> PREFIXES = Map.of(
            UserRealmRoleMappingMapper.PROVIDER_ID, ProtocolMapperUtils.USER_MODEL_REALM_ROLE_MAPPING_ROLE_PREFIX,
            UserClientRoleMappingMapper.PROVIDER_ID, ProtocolMapperUtils.USER_MODEL_CLIENT_ROLE_MAPPING_ROLE_PREFIX);

    /** Adds a role to every token. */
    public static final String ADDS_ROLE = org.keycloak.protocol.oidc.mappers.HardcodedRole.PROVIDER_ID;

    public static final String ADDS_ROLE_SETTING = org.keycloak.protocol.oidc.mappers.HardcodedRole.ROLE_CONFIG;

    /** Adds a role to every SAML response. */
    public static final String SAML_ADDS_ROLE = HardcodedRole.PROVIDER_ID;

    public static final String SAML_ADDS_ROLE_SETTING = HardcodedRole.ROLE_ATTRIBUTE;

    /** Names the organizations of the user in a token. */
    public static final String ORGANIZATIONS = OrganizationMembershipMapper.PROVIDER_ID;

    /** The setting that says where in a token a mapper writes. */
    public static final String CLAIM_NAME = OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME;

    private StockMappers() {}
}
