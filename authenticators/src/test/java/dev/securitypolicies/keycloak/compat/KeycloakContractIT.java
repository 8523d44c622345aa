package dev.securitypolicies.keycloak.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securitypolicies.server.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The names that the pack holds on to stand in the jars of each server that it is tested on. */
final class KeycloakContractIT {

    static Stream<String> versions() {
        return Stream.of(Settings.compiledVersion(), Settings.serverVersion()).distinct();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyNameStandsInTheServer(String version) throws IOException {
        Map<String, byte[]> classes = classes(version);
        for (GuardedMethod guarded : GuardedMethod.values()) {
            String type = guarded.type().getName().replace('.', '/') + ".class";
            String text = new String(classes.getOrDefault(type, new byte[0]), StandardCharsets.ISO_8859_1);
            assertThat(guarded.names())
                    .as(type)
                    .allSatisfy(name -> assertThat(text).contains(name));
        }
        for (HeldName name : HeldName.values()) {
            assertThat(name.isIn(classes.getOrDefault(name.resource(), new byte[0])))
                    .as("%s", name)
                    .isTrue();
        }
        assertThat(classes.keySet()).anyMatch(type -> type.endsWith("/" + AdminRoots.SECOND + ".class"));
    }

    /** The classes of Keycloak in a distribution. */
    private static Map<String, byte[]> classes(String version) throws IOException {
        Map<String, byte[]> classes = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(Settings.distributionZip(version)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().contains("/org.keycloak.keycloak-")
                        && entry.getName().endsWith(".jar")) {
                    addAll(classes, zip);
                }
            }
        }
        return classes;
    }

    private static void addAll(Map<String, byte[]> classes, InputStream jar) throws IOException {
        ZipInputStream entries = new ZipInputStream(jar); // not closed: the stream around it goes on
        for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
            if (entry.getName().endsWith(".class")) {
                classes.put(entry.getName(), entries.readAllBytes());
            }
        }
    }
}
