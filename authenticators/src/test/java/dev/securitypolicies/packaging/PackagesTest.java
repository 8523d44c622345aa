package dev.securitypolicies.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of packages in `docs/architecture.md` is the packages that there are, and no file is longer than one thing is. */
final class PackagesTest {

    private static final Path MAIN = Path.of("src/main/java/dev/securitypolicies");
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z.]+)` \\|", Pattern.MULTILINE);
    private static final int LONGEST_FILE = 170;

    @Test
    void theTableIsThePackages() throws IOException {
        Set<String> listed = ROW.matcher(Files.readString(Path.of("../docs/architecture.md")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(listed).isEqualTo(packages());
    }

    @Test
    void eachPackageSaysWhatItIsFor() throws IOException {
        for (String name : packages()) {
            assertThat(MAIN.resolve(name.replace('.', '/')).resolve("package-info.java"))
                    .exists();
        }
    }

    @Test
    void noFileIsTooLongToReadAtOnce() throws IOException {
        try (Stream<Path> files = Files.walk(MAIN)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                assertThat(Files.readAllLines(file)).as("%s", file).hasSizeLessThanOrEqualTo(LONGEST_FILE);
            }
        }
    }

    private static Set<String> packages() throws IOException {
        try (Stream<Path> files = Files.walk(MAIN)) {
            return files.filter(path -> path.toString().endsWith(".java"))
                    .map(path -> MAIN.relativize(path.getParent()).toString().replace('/', '.'))
                    .filter(name -> !name.isEmpty())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
