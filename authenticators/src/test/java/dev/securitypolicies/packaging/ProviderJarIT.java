package dev.securitypolicies.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes.Name;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The jar an operator drops into `providers/`: one file with all it needs, and nothing that could clash. */
final class ProviderJarIT {

    private static final Path JAR = Path.of(System.getProperty("keycloak.provider", ""));

    /** Whoever copies `target/*.jar` into `providers/` gets no class twice. */
    @Test
    void noHalfMadeJarLiesBesideIt() throws IOException {
        try (Stream<Path> files = Files.list(JAR.getParent())) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".jar"))
                            .filter(name -> !name.matches(".*-(sources|javadoc)\\.jar")))
                    .containsExactly(JAR.getFileName().toString());
        }
    }

    @Test
    void theManifestSaysTheVersion() throws IOException {
        assertThat(version()).isNotEmpty().isEqualTo(System.getProperty("pack.version"));
    }

    private static String version() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return jar.getManifest().getMainAttributes().getValue(Name.IMPLEMENTATION_VERSION);
        }
    }

    @Test
    void theLibraryIsRelocatedAndTheIndexIsThere() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> names = jar.stream().map(entry -> entry.getName()).toList();
            assertThat(names)
                    .contains(
                            "META-INF/jandex.idx",
                            "META-INF/LICENSE",
                            "META-INF/NOTICE",
                            "dev/securitypolicies/shaded/ipaddr/IPAddress.class",
                            "dev/securitypolicies/keycloak/login/ConsentFilter.class")
                    .noneMatch(name -> name.startsWith("inet/"))
                    .noneMatch(name -> name.equals("module-info.class"))
                    .filteredOn(name -> name.endsWith(".class"))
                    .allMatch(name -> name.startsWith("dev/securitypolicies/"));
        }
    }
}
