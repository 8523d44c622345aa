package dev.securitypolicies.keycloak.subject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.decision.Subject;
import dev.securitypolicies.keycloak.models.Stub;
import dev.securitypolicies.policy.AttributeCodec;
import dev.securitypolicies.policy.SecurityPolicy;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** R4 and R5: which IP groups count for a user. */
final class SubjectsTest {

    private static final SecurityPolicy NO_POLICY =
            AttributeCodec.decode(Map.of()).policy();

    private final GroupModel company = group("company", null, "office");
    private final GroupModel sales = group("sales", company);
    private final GroupModel support = group("support", company, "vpn");

    @Test
    void aGroupInheritsFromTheNearestThatHasAList() {
        assertThat(subject(user(Map.of(), sales)).ipGroups()).containsExactly("office");
        assertThat(subject(user(Map.of(), support)).ipGroups()).containsExactly("vpn");
    }

    @Test
    void severalGroupsAreAUnion() {
        assertThat(subject(user(Map.of(), sales, support)).ipGroups()).containsExactlyInAnyOrder("office", "vpn");
    }

    @Test
    void theUsersOwnHideInheritedOnes() {
        assertThat(subject(user(Map.of(UserAttributes.IP_GROUPS, " home "), sales))
                        .ipGroups())
                .containsExactly("home");
    }

    @Test
    void anInterfaceUserIsMarkedOrHasAServiceAccount() {
        assertThat(subject(user(Map.of(UserAttributes.USER_TYPE, "Interface"))).interfaceUser())
                .isTrue();
        assertThat(subject(user(Map.of(UserAttributes.USER_TYPE, "person"))).interfaceUser())
                .isFalse();
    }

    private static Subject subject(UserModel user) {
        return new Subjects(
                        Stub.of(KeycloakSession.class).object(),
                        Stub.of(RealmModel.class)
                                .with("isOrganizationsEnabled", false)
                                .object(),
                        NO_POLICY)
                .of(user);
    }

    private static UserModel user(Map<UserAttributes, String> attributes, GroupModel... groups) {
        return Stub.of(UserModel.class)
                .answering(
                        "getAttributeStream",
                        name -> attributes.entrySet().stream()
                                .filter(entry -> entry.getKey().attribute().equals(name[0]))
                                .map(Map.Entry::getValue))
                .answering("getGroupsStream", none -> Stream.of(groups))
                .with("getServiceAccountClientLink", null)
                .object();
    }

    private static GroupModel group(String name, @Nullable GroupModel parent, String... ipGroups) {
        return Stub.of(GroupModel.class)
                .with("getType", GroupModel.Type.REALM)
                .answering("getAttributeStream", attribute -> Stream.of(ipGroups))
                .with("getParentId", parent == null ? null : "parent of " + name)
                .with("getParent", parent)
                .object();
    }
}
