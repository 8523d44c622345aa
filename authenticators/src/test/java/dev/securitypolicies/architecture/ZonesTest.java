package dev.securitypolicies.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.securitypolicies.architecture.broken.decision.ReadsTheClock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.KeycloakSession;

/** The wall between the pure core and the adapters, and between the doors. Each rule is shown to fail as well. */
final class ZonesTest {

    private static final String ROOT = "dev.securitypolicies";
    private static final String BROKEN = ROOT + ".architecture.broken";

    /** What is below the doors. */
    private static final Set<String> SHARED = Set.of(
            "compat",
            "spi",
            "engine",
            "address",
            "subject",
            "mfa",
            "provenance",
            "issue",
            "store",
            "events",
            "change",
            "findings",
            "flow",
            "insight",
            "report",
            "realm",
            "page",
            "representation");

    /** What Keycloak hands to whoever implements one of its SPIs, or asks for by them. */
    private static final List<String> SPI = List.of(
            "org.keycloak.services.resources.admin.ext.",
            "org.keycloak.services.resources.admin.fgap.",
            "org.keycloak.services.resources.admin.AdminAuth",
            "org.keycloak.services.resources.admin.AdminEventBuilder",
            "org.keycloak.protocol.oidc.token.",
            "org.keycloak.protocol.oidc.refresh.RefreshTokenProvider",
            "org.keycloak.protocol.oidc.TokenExchangeProvider",
            "org.keycloak.services.clientregistration.ClientRegistrationProvider");

    private static final JavaClasses PACK = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);
    private static final JavaClasses OFFENDERS = new ClassFileImporter()
            .importPackages(ReadsTheClock.class.getPackageName().replace(".decision", ""));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "core knows no server",
                "core reads no clock and does no i/o",
                "ip is a leaf",
                "doors are apart",
                "no cycles",
                "the contract knows no implementation",
                "internals of Keycloak stand behind compat",
                "whoever needs a session is an object"
            })
    void ruleHoldsAndCanFail(String name) {
        assertThat(PACK).isNotEmpty();
        rules(ROOT).get(name).check(PACK);
        assertThatThrownBy(() -> rules(BROKEN).get(name).check(OFFENDERS)).isInstanceOf(AssertionError.class);
    }

    /** Every package of the adapters is a door, and stands apart, unless it is listed as one that doors share. */
    private static SliceAssignment doors(String root) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                String name = type.getPackageName();
                String adapter = name.startsWith(root + ".keycloak.") ? name.substring(root.length() + 10) : "";
                return adapter.isEmpty() || SHARED.contains(adapter)
                        ? SliceIdentifier.ignore()
                        : SliceIdentifier.of(adapter);
            }

            @Override
            public String getDescription() {
                return "doors";
            }
        };
    }

    private static Map<String, ArchRule> rules(String root) {
        String[] core = {root + ".ip..", root + ".policy..", root + ".decision.."};
        return Map.of(
                "core knows no server",
                noClasses()
                        .that()
                        .resideInAnyPackage(core)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.keycloak..", "jakarta..", "io.vertx..", root + ".keycloak.."),
                "core reads no clock and does no i/o",
                noClasses()
                        .that()
                        .resideInAnyPackage(core)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.io..", "java.net..", "java.time..", "java.sql..")
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .callMethod(System.class, "nanoTime"),
                "ip is a leaf",
                noClasses()
                        .that()
                        .resideInAPackage(root + ".ip..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(root + ".policy..", root + ".decision.."),
                "doors are apart",
                slices().assignedFrom(doors(root)).should().notDependOnEachOther(),
                "no cycles",
                slices().matching(root + ".(**)").should().beFreeOfCycles(),
                "the contract knows no implementation",
                noClasses()
                        .that()
                        .resideInAPackage(root + ".keycloak.spi..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                root + ".keycloak.engine..",
                                root + ".keycloak.store..",
                                root + ".keycloak.events..",
                                root + ".keycloak.change..",
                                root + ".keycloak.login..",
                                root + ".keycloak.token.."),
                "internals of Keycloak stand behind compat",
                noClasses()
                        .that()
                        .resideInAPackage(root + "..")
                        .and()
                        .resideOutsideOfPackage(root + ".keycloak.compat..")
                        .and(DescribedPredicate.not(extendsInternal()))
                        .should()
                        .dependOnClassesThat(isInternal()),
                "whoever needs a session is an object",
                noClasses()
                        .that()
                        .resideInAPackage(root + ".keycloak..")
                        .should(ArchCondition.from(holdFunctionsOfSessions())));
    }

    /** A class without a state that is handed the session with each call: nothing can take its place, in no test either. */
    private static DescribedPredicate<JavaClass> holdFunctionsOfSessions() {
        return DescribedPredicate.describe(
                "hold static functions of sessions",
                type -> !type.isInterface()
                        && type.getMethods().stream().allMatch(method -> isStatic(method.getModifiers()))
                        && type.getMethods().stream()
                                .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                                .anyMatch(method -> method.getRawParameterTypes().stream()
                                        .anyMatch(parameter -> parameter.isEquivalentTo(KeycloakSession.class))));
    }

    private static boolean isStatic(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.STATIC);
    }

    /** A class of Keycloak's services, which may move with any version; interfaces of SPIs are there to be used. */
    private static DescribedPredicate<JavaClass> isInternal() {
        return DescribedPredicate.describe(
                "are internals of Keycloak",
                type -> type.getSource()
                                .filter(source -> source.getUri().toString().contains("/keycloak-services-"))
                                .isPresent()
                        && SPI.stream().noneMatch(type.getName()::startsWith));
    }

    /** A provider that takes the place of a stock one must extend it. */
    private static DescribedPredicate<JavaClass> extendsInternal() {
        return DescribedPredicate.describe(
                "extend an internal of Keycloak",
                type -> Stream.concat(type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream())
                        .anyMatch(isInternal()));
    }
}
