package dev.securitypolicies.keycloak.login;

import dev.securitypolicies.keycloak.address.DeviceApproval;
import dev.securitypolicies.keycloak.compat.LoginRecord;
import dev.securitypolicies.keycloak.spi.SecurityPolicyProvider;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.OAuth2DeviceUserCodeModel;

/** Notes from where a device is being approved: the tokens of the device will be judged by that step, and by no later one. */
final class DeviceApprovals {

    private final LoginInProgress login;

    DeviceApprovals(LoginInProgress login) {
        this.login = login;
    }

    void remember() {
        new LoginRecord(login.model())
                .deviceCode()
                .flatMap(this::deviceCode)
                .ifPresent(deviceCode -> new DeviceApproval(login.session(), login.realm(), deviceCode)
                        .remember(
                                login.model(),
                                login.sessionId(),
                                SecurityPolicyProvider.of(login.session()).clientAddress()));
    }

    private Optional<String> deviceCode(String userCode) {
        Map<String, String> found =
                login.session().singleUseObjects().get(OAuth2DeviceUserCodeModel.createKey(login.realm(), userCode));
        return Optional.ofNullable(found)
                .map(data -> OAuth2DeviceUserCodeModel.fromCache(login.realm(), userCode, data)
                        .getDeviceCode());
    }
}
