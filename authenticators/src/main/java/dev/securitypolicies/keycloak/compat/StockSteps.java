package dev.securitypolicies.keycloak.compat;

import org.keycloak.authentication.authenticators.access.AllowAccessAuthenticatorFactory;
import org.keycloak.authentication.authenticators.browser.ConditionalOtpFormAuthenticatorFactory;
import org.keycloak.authentication.authenticators.browser.CookieAuthenticatorFactory;
import org.keycloak.authentication.authenticators.browser.IdentityProviderAuthenticatorFactory;
import org.keycloak.authentication.authenticators.browser.OTPFormAuthenticatorFactory;
import org.keycloak.authentication.authenticators.browser.PasswordFormFactory;
import org.keycloak.authentication.authenticators.browser.RecoveryAuthnCodesFormAuthenticatorFactory;
import org.keycloak.authentication.authenticators.browser.SpnegoAuthenticatorFactory;
import org.keycloak.authentication.authenticators.browser.UsernamePasswordFormFactory;
import org.keycloak.authentication.authenticators.browser.WebAuthnAuthenticatorFactory;
import org.keycloak.authentication.authenticators.browser.WebAuthnPasswordlessAuthenticatorFactory;
import org.keycloak.authentication.authenticators.conditional.ConditionalCredentialAuthenticatorFactory;
import org.keycloak.authentication.authenticators.conditional.ConditionalSubFlowExecutedAuthenticatorFactory;
import org.keycloak.authentication.authenticators.conditional.ConditionalUserConfiguredAuthenticatorFactory;
import org.keycloak.authentication.authenticators.resetcred.ResetCredentialEmail;
import org.keycloak.authentication.authenticators.resetcred.ResetOTP;
import org.keycloak.authentication.requiredactions.WebAuthnPasswordlessRegisterFactory;
import org.keycloak.authentication.requiredactions.WebAuthnRegisterFactory;

/** The ids of Keycloak's own authenticators and required actions. */
public final class StockSteps {

    public static final String PASSWORD_PAGE = UsernamePasswordFormFactory.PROVIDER_ID;
    public static final String PASSWORD = PasswordFormFactory.PROVIDER_ID;
    public static final String TOTP = OTPFormAuthenticatorFactory.PROVIDER_ID;
    public static final String PASSKEY = WebAuthnAuthenticatorFactory.PROVIDER_ID;
    public static final String PASSWORDLESS_PASSKEY = WebAuthnPasswordlessAuthenticatorFactory.PROVIDER_ID;
    public static final String CONDITIONAL_TOTP = ConditionalOtpFormAuthenticatorFactory.PROVIDER_ID;
    public static final String RECOVERY_CODE = RecoveryAuthnCodesFormAuthenticatorFactory.PROVIDER_ID;
    /** Lets everybody pass. */
    public static final String ALLOW = AllowAccessAuthenticatorFactory.PROVIDER_ID;

    public static final String COOKIE = CookieAuthenticatorFactory.PROVIDER_ID;
    public static final String KERBEROS = SpnegoAuthenticatorFactory.PROVIDER_ID;
    public static final String PROVIDER_REDIRECTOR = IdentityProviderAuthenticatorFactory.PROVIDER_ID;
    public static final String IF_FACTOR_CONFIGURED = ConditionalUserConfiguredAuthenticatorFactory.PROVIDER_ID;
    public static final String IF_CREDENTIAL_SHOWN = ConditionalCredentialAuthenticatorFactory.PROVIDER_ID;

    public static final String IF_SUBFLOW_RAN = ConditionalSubFlowExecutedAuthenticatorFactory.PROVIDER_ID;

    /** Settings of {@link #IF_CREDENTIAL_SHOWN}: whether it is true for the listed credentials or for all others. */
    public static final String CREDENTIALS_INCLUDED = ConditionalCredentialAuthenticatorFactory.CONF_INCLUDED;

    public static final String CREDENTIALS = ConditionalCredentialAuthenticatorFactory.CONF_CREDENTIALS;

    public static final String RESET_MAIL = ResetCredentialEmail.PROVIDER_ID;
    public static final String RESET_TOTP = ResetOTP.PROVIDER_ID;

    /** What sets a passkey up. */
    public static final String SET_UP_PASSKEY = WebAuthnRegisterFactory.PROVIDER_ID;

    public static final String SET_UP_PASSWORDLESS_PASSKEY = WebAuthnPasswordlessRegisterFactory.PROVIDER_ID;

    private StockSteps() {}
}
