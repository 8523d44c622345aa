package dev.securitypolicies.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Maven hands to the test JVM and to the run command, as system properties. */
public final class Settings {

    private Settings() {}

    static Path provider() {
        return path("keycloak.provider");
    }

    /** The jars that go into `providers/`: the pack, and the page of the console if it was built. */
    static List<Path> providers() {
        return Files.exists(page()) ? List.of(provider(), page()) : List.of(provider());
    }

    static Path page() {
        return path("keycloak.theme");
    }

    public static Path distributionZip(String version) {
        return path("keycloak.distributions").resolve("keycloak-quarkus-dist-" + version + ".zip");
    }

    /** The folder of this process alone. */
    static Path work() {
        return path("keycloak.work");
    }

    /** The folder of all processes that run at the same time, see {@link Shared}. */
    static Path shared() {
        return path("keycloak.shared");
    }

    /** The folder of the sample realms. */
    public static Path samples() {
        return path("realm.samples");
    }

    static Path testThemes() {
        return Path.of(System.getProperty("test.themes", "none"));
    }

    /** The newest distribution: the one that is run and tested. */
    public static String serverVersion() {
        return text("keycloak.server.version");
    }

    /** The version the pack is compiled against; one test run starts on it too. */
    public static String compiledVersion() {
        return text("keycloak.compiled.version");
    }

    private static Path path(String property) {
        return Path.of(text(property)).toAbsolutePath().normalize();
    }

    private static String text(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException("system property `" + property + "` is not set: start through Maven");
        }
        return value;
    }
}
