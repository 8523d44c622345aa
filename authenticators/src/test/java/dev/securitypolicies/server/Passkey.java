package dev.securitypolicies.server;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

/** A passkey in the browser of a page (WebAuthn's virtual authenticator), which confirms whatever it is asked. */
public final class Passkey {

    private final CDPSession devtools;
    private final String id;

    public Passkey(Page page) {
        devtools = page.context().newCDPSession(page);
        devtools.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject arguments = new JsonObject();
        arguments.add("options", options);
        id = devtools.send("WebAuthn.addVirtualAuthenticator", arguments)
                .get("authenticatorId")
                .getAsString();
    }

    /** How many credentials it holds. */
    public int credentials() {
        JsonObject arguments = new JsonObject();
        arguments.addProperty("authenticatorId", id);
        return devtools.send("WebAuthn.getCredentials", arguments)
                .getAsJsonArray("credentials")
                .size();
    }
}
