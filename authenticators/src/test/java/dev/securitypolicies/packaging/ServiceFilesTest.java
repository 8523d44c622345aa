package dev.securitypolicies.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** A provider that no service file names does not exist for the server; a name without a class stops it. */
final class ServiceFilesTest {

    private static final Path SERVICES = Path.of("src/main/resources/META-INF/services");
    private static final JavaClasses PACK = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.securitypolicies");

    @Test
    void everyFactoryIsNamedAndEveryNameIsAFactory() throws IOException {
        Set<String> factories = PACK.stream()
                .filter(type -> type.isAssignableTo(ProviderFactory.class) || type.isAssignableTo(Spi.class))
                .filter(type -> !type.isInterface() && !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named()).isNotEmpty().isEqualTo(factories);
    }

    @Test
    void everyNameStandsInTheFileOfAnInterfaceItImplements() throws IOException {
        try (Stream<Path> files = Files.list(SERVICES)) {
            for (Path file : files.toList()) {
                for (String name : Files.readAllLines(file)) {
                    assertThat(PACK.get(name).isAssignableTo(file.getFileName().toString()))
                            .as("%s in %s", name, file)
                            .isTrue();
                }
            }
        }
    }

    private static Set<String> named() throws IOException {
        try (Stream<Path> files = Files.list(SERVICES)) {
            Set<String> names = new TreeSet<>();
            for (Path file : files.toList()) {
                names.addAll(Arrays.asList(Files.readString(file).strip().split("\\s+", -1)));
            }
            return names;
        }
    }
}
