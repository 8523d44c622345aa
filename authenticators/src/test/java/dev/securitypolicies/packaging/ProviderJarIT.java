package dev.securitypolicies.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The jar an operator drops into `providers/`: one file with all it needs, and nothing that could clash. */
final class ProviderJarIT {

    @Test
    void theLibraryIsRelocatedAndTheIndexIsThere() throws IOException {
        try (JarFile jar = new JarFile(System.getProperty("keycloak.provider", ""))) {
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
