package dev.securitypolicies.keycloak.compat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Texts of Keycloak that no constant gives, with the class that holds them: if it holds another one, somebody must look. */
public enum HeldName {
    /** The required action that links a provider. */
    LINK_ACTION("idp_link", "org.keycloak.broker.provider.IdpLinkAction"),
    /** The step that leads members of an organization to its provider. */
    ORGANIZATION_STEP(
            "organization",
            "org.keycloak.organization.authentication.authenticators.browser.OrganizationAuthenticatorFactory"),
    /** The setting of the step that takes a factor away behind a reset link. */
    RESET_TOTP_SETTING("action_on_otp_reset_flag", "org.keycloak.authentication.authenticators.resetcred.ResetOTP"),
    /** The value of that setting which takes none away. */
    RESET_TOTP_REMOVES_NONE("Remove none", "org.keycloak.authentication.authenticators.resetcred.ResetOTP");

    private final String text;
    private final String holder;

    HeldName(String text, String holder) {
        this.text = text;
        this.holder = holder;
    }

    public String text() {
        return text;
    }

    String resource() {
        return holder.replace('.', '/') + ".class";
    }

    /** Whether the class, given by its bytes, holds the text as a constant of its own (JVM specification, 4.4.7). */
    boolean isIn(byte[] type) {
        String constant = "\u0001" + (char) (text.length() >> 8) + (char) (text.length() & 0xff) + text;
        return new String(type, StandardCharsets.ISO_8859_1).contains(constant);
    }

    private boolean isThere() {
        try (InputStream type = HeldName.class.getClassLoader().getResourceAsStream(resource())) {
            return type != null && isIn(type.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What this Keycloak does not hold, for the log and for a finding. */
    public static Stream<String> unknown() {
        return Stream.of(values())
                .filter(name -> !name.isThere())
                .map(name -> "the text `" + name.text + "`, which `" + name.holder + "` held,");
    }
}
