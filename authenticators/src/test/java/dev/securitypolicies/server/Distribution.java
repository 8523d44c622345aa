package dev.securitypolicies.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * An unpacked Keycloak with or without the pack, built (`kc.sh build`) for one database. Unpacking and building are done
 * once per change of the jar or of a build option; a stamp file remembers what was built.
 */
record Distribution(String version, Path home) {

    enum Database {
        POSTGRES("postgres"),
        FILE("dev-file");

        final String option;

        Database(String option) {
            this.option = option;
        }
    }

    static Distribution withPack(String version, Database database) {
        return prepare(version, database, Settings.providers(), List.of());
    }

    /** A server that calls otherwise what the pack holds on to by name. */
    static Distribution withMovedHooks(String version) {
        return prepare(version, "moved", Database.POSTGRES, Settings.providers(), List.of(), MovedHooks::in);
    }

    /** With more build options; these get an unpacked copy of their own. */
    static Distribution withPack(String version, Database database, List<String> buildOptions) {
        return prepare(version, database, Settings.providers(), buildOptions);
    }

    /** With another jar of the pack instead of ours, and without the page. */
    static Distribution withJar(String version, Path jar) {
        return prepare(version, "previous", Database.POSTGRES, List.of(jar), List.of(), (unpacked, unchanged) -> {});
    }

    /** The same server without the pack, to compare with. */
    static Distribution plain(String version, Database database, List<String> buildOptions) {
        return prepare(version, database, List.of(), buildOptions);
    }

    private static Distribution prepare(
            String version, Database database, List<Path> providers, List<String> buildOptions) {
        String name = database.option
                + (providers.isEmpty() ? "-plain" : "")
                + (buildOptions.isEmpty() ? "" : "-" + Integer.toHexString(buildOptions.hashCode()));
        return prepare(version, name, database, providers, buildOptions, (home, unchanged) -> {});
    }

    private static Distribution prepare(
            String version,
            String name,
            Database database,
            List<Path> providers,
            List<String> buildOptions,
            BiConsumer<Path, String> change) {
        List<String> build = new ArrayList<>(
                List.of("build", "--db=" + database.option, "--health-enabled=true", "--metrics-enabled=true"));
        build.addAll(buildOptions);
        return Shared.made(version + "-" + name, home -> {
            String stamp = stamp(providers, build);
            Path stampFile = home.resolve("built");
            if (!Files.exists(stampFile) || !Files.readString(stampFile).equals(stamp)) {
                if (!Files.exists(home)) {
                    Path whole = home.resolveSibling("unpacking-" + home.getFileName());
                    unpack(Settings.distributionZip(version), whole);
                    change.accept(whole, version);
                    Files.move(whole, home);
                }
                Files.deleteIfExists(stampFile);
                for (Path provider : providers) {
                    Path target = home.resolve("providers").resolve(provider.getFileName());
                    Files.copy(provider, target, StandardCopyOption.REPLACE_EXISTING);
                }
                copyThemes(home.resolve("themes"));
                run(home, build);
                Files.writeString(stampFile, stamp);
            }
            return new Distribution(version, home);
        });
    }

    private static void copyThemes(Path target) throws IOException {
        for (Path file : themes()) {
            Path copy = target.resolve(Settings.testThemes().relativize(file));
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The files of the login themes of the tests. */
    private static List<Path> themes() throws IOException {
        if (!Files.isDirectory(Settings.testThemes())) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(Settings.testThemes())) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void run(Path home, List<String> arguments) throws IOException {
        List<String> command = ServerJvm.command(home, home, ServerJvm.ofStories());
        command.addAll(arguments);
        Path log = home.resolve("build.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Process guard = ServerProcess.guard(process);
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException("building Keycloak failed:\n" + Files.readString(log));
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while building Keycloak", e);
        } finally {
            ServerProcess.end(guard);
        }
    }

    private static void unpack(Path zip, Path home) throws IOException {
        try (InputStream file = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(file)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path inside = Path.of(entry.getName());
                if (entry.isDirectory() || inside.getNameCount() < 2) {
                    continue;
                }
                Path target = home.resolve(inside.subpath(1, inside.getNameCount()));
                Files.createDirectories(target.getParent());
                Files.copy(entries, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.createDirectories(home.resolve("providers"));
    }

    private static String stamp(List<Path> providers, List<String> build) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(build.toString().getBytes(StandardCharsets.UTF_8));
            for (Path provider : providers) {
                digest.update(Files.readAllBytes(provider));
            }
            for (Path theme : themes()) {
                digest.update(theme.toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(theme));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
