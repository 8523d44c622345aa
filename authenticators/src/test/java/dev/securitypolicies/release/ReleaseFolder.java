package dev.securitypolicies.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes.Name;
import java.util.jar.JarFile;

/**
 * Puts what is published of a version into `target/release`: both jars with their sources, the documentation of the classes, a list of what is in
 * them (SBOM), the changelog entry, the licence, and the checksums of all. Ends in an error if something is missing or says another version.
 */
public final class ReleaseFolder {

    private static final String PROVIDERS = "keycloak-security-policies";
    private static final String PAGE = "keycloak-security-policies-admin-ui-theme";

    private final Path checkout;
    private final String version;
    private final Path folder;

    private ReleaseFolder(Path checkout, String version) {
        this.checkout = checkout;
        this.version = version;
        this.folder = checkout.resolve("target/release");
    }

    /** The folder of the checkout, and the version. */
    public static void main(String... arguments) throws IOException {
        new ReleaseFolder(Path.of(arguments[0]).normalize(), arguments[1]).fill();
    }

    private void fill() throws IOException {
        String entry =
                Changelog.of(Files.readString(checkout.resolve("CHANGELOG.md"))).required(version);
        Map<String, byte[]> files = new TreeMap<>();
        for (String kind : new String[] {"", "-sources", "-javadoc"}) {
            files.put(
                    PROVIDERS + "-" + version + kind + ".jar",
                    built("authenticators/target/" + PROVIDERS + kind + ".jar"));
        }
        for (String kind : new String[] {"", "-sources"}) {
            files.put(PAGE + "-" + version + kind + ".jar", built("admin-ui-theme/target/" + PAGE + kind + ".jar"));
        }
        files.put(PROVIDERS + "-" + version + "-sbom.json", billOfMaterials("authenticators"));
        files.put(PAGE + "-" + version + "-sbom.json", billOfMaterials("admin-ui-theme"));
        files.put("CHANGELOG-" + version + ".md", entry.getBytes(StandardCharsets.UTF_8));
        files.put("LICENSE", built("LICENSE"));
        files.put("NOTICE", built("NOTICE"));
        checkVersion("authenticators/target/" + PROVIDERS + ".jar");
        checkVersion("admin-ui-theme/target/" + PAGE + ".jar");
        write(files);
    }

    private byte[] built(String path) throws IOException {
        Path file = checkout.resolve(path);
        if (!Files.exists(file)) {
            throw new IllegalStateException("`" + path + "` was not built");
        }
        return Files.readAllBytes(file);
    }

    /** What is in the jar of a module. */
    private byte[] billOfMaterials(String module) throws IOException {
        byte[] sbom = built(module + "/target/sbom.json");
        JsonNode said = new ObjectMapper().readTree(sbom);
        if (!said.path("bomFormat").asText().equals("CycloneDX")
                || !said.at("/metadata/component/version").asText().equals(version)) {
            throw new IllegalStateException("the SBOM of `" + module + "` is not that of version `" + version + "`");
        }
        return sbom;
    }

    /** The folder holds these files and their checksums, and nothing of an earlier run. */
    private void write(Map<String, byte[]> files) throws IOException {
        Files.createDirectories(folder);
        try (var old = Files.list(folder)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        StringBuilder sums = new StringBuilder();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
            sums.append(sha256(file.getValue()))
                    .append("  ")
                    .append(file.getKey())
                    .append('\n');
        }
        Files.writeString(folder.resolve("SHA256SUMS"), sums);
    }

    private void checkVersion(String jar) throws IOException {
        try (JarFile file = new JarFile(checkout.resolve(jar).toFile())) {
            String said = file.getManifest().getMainAttributes().getValue(Name.IMPLEMENTATION_VERSION);
            if (!version.equals(said)) {
                throw new IllegalStateException("the manifest of `" + jar + "` says `" + said + "`");
            }
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
