package dev.securitypolicies.server;

import com.microsoft.playwright.BrowserType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** An ordinary Firefox that is installed, or that `FIREFOX` names; it is driven by WebDriver BiDi. */
final class Firefox {

    private Firefox() {}

    /** How to start it; empty if there is none, since npm brings none that can be driven. */
    static Optional<BrowserType.LaunchOptions> options() {
        Stream<String> candidates = Stream.concat(
                Optional.ofNullable(System.getenv("FIREFOX")).stream(),
                Stream.of("/usr/bin/firefox-esr", "/usr/bin/firefox"));
        return candidates
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .map(found -> new BrowserType.LaunchOptions()
                        .setChannel("moz-firefox")
                        .setExecutablePath(found));
    }
}
