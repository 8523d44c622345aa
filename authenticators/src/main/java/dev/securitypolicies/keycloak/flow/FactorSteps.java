package dev.securitypolicies.keycloak.flow;

import dev.securitypolicies.decision.FactorKind;
import dev.securitypolicies.decision.FlowRule;
import dev.securitypolicies.keycloak.compat.StockSteps;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Which kinds of factors a flow can ask for, by Keycloak's own authenticators. */
final class FactorSteps {

    private static final Map<FactorKind, String> STEPS = Map.of(
            FactorKind.TOTP, StockSteps.TOTP,
            FactorKind.PASSKEY, StockSteps.PASSKEY,
            FactorKind.PASSWORDLESS_PASSKEY, StockSteps.PASSWORDLESS_PASSKEY);

    private final KeycloakSession session;
    private final RealmModel realm;

    FactorSteps(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** The authenticator that asks for a kind of factor, as findings name it. */
    static String name(FactorKind kind) {
        return STEPS.getOrDefault(kind, kind.name());
    }

    /** The kinds that this server can ask for. */
    Stream<FactorKind> available() {
        return Stream.of(FactorKind.values())
                .filter(kind -> session.getKeycloakSessionFactory().getProviderFactory(Authenticator.class, name(kind))
                        != null);
    }

    /** The authenticators of those kinds that the flow does not ask for, or only under a condition. */
    List<String> missing(AuthenticationFlowModel flow) {
        Set<FactorKind> asked = FlowRule.always(new FlowReader(session, realm).read(flow));
        return available()
                .filter(kind -> !asked.contains(kind))
                .map(FactorSteps::name)
                .toList();
    }

    static boolean isStep(AuthenticationExecutionModel execution) {
        return execution.getAuthenticator() != null && STEPS.containsValue(execution.getAuthenticator());
    }
}
