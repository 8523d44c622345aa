package dev.securitypolicies.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A Keycloak of the future: what the pack holds on to by name has other names in it, as after a refactoring there. The names are of the same
 * length, so that they can be replaced in the classes as they are.
 */
final class MovedHooks {

    /** In which class what is called otherwise. */
    private static final Map<String, Map<String, String>> RENAMED = Map.of(
            "org/keycloak/services/resources/LoginActionsService.class",
            Map.of(
                    "processConsent", "answerConsent_",
                    "requiredActionPOST", "postRequiredAction",
                    "requiredActionGET", "showRequiredActio"),
            "org/keycloak/services/resources/IdentityBrokerService.class",
            Map.of(
                    "clientInitiatedAccountLinking", "linkAccountForClientInitially",
                    "retrieveTokenV1", "fetchTheTokenV1",
                    "retrieveTokenV2", "fetchTheTokenV2"),
            "org/keycloak/authentication/authenticators/resetcred/ResetOTP.class",
            Map.of("Remove none", "Retain them"));

    private MovedHooks() {}

    /** Changes an unpacked server that was not built yet. */
    static void in(Path home, String version) {
        Path jar = home.resolve("lib/lib/main/org.keycloak.keycloak-services-" + version + ".jar");
        try {
            Path changed = Files.createTempFile(home, "services", ".jar");
            try (InputStream from = Files.newInputStream(jar);
                    ZipInputStream entries = new ZipInputStream(from);
                    OutputStream to = Files.newOutputStream(changed);
                    ZipOutputStream copy = new ZipOutputStream(to)) {
                for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                    copy.putNextEntry(new ZipEntry(entry.getName()));
                    copy.write(renamed(entry.getName(), entries.readAllBytes()));
                    copy.closeEntry();
                }
            }
            Files.move(changed, jar, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] renamed(String entry, byte[] content) {
        Map<String, String> names = RENAMED.getOrDefault(entry, Map.of());
        String text = new String(content, StandardCharsets.ISO_8859_1);
        for (Map.Entry<String, String> name : names.entrySet()) {
            if (!text.contains(name.getKey())) {
                throw new IllegalStateException("`" + entry + "` does not hold `" + name.getKey() + "`");
            }
            text = text.replace(name.getKey(), name.getValue());
        }
        return names.isEmpty() ? content : text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
