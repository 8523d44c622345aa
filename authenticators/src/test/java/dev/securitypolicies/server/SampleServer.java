package dev.securitypolicies.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The run command: a Keycloak with the pack and the sample realms, until it is ended with Ctrl+C. */
public final class SampleServer {

    /** Shows the roles of the token that comes in, or why there is none. */
    private static final String ROLES = "node -pe 'const a=JSON.parse(require(\"fs\").readFileSync(0));"
            + "a.access_token?JSON.parse(Buffer.from(a.access_token.split(\".\")[1],\"base64url\"))"
            + ".realm_access.roles.sort().join(\", \"):a.error+\": \"+a.error_description'";

    /** Where the tour finds Keycloak's command line, whatever the version. */
    private static final String KCADM = "kcadm.sh";

    private SampleServer() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println("Preparing Keycloak " + Settings.serverVersion() + ", half a minute the first time ...");
        try (KeycloakNode node = start(Integer.getInteger("port", 8080))) {
            System.out.println(welcome(node.url()));
            node.process().onExit().join();
        }
    }

    /** A server as the tour finds it. */
    static KeycloakNode start(int port) throws IOException {
        Distribution distribution = Distribution.withPack(Settings.serverVersion(), Distribution.Database.FILE);
        importSamples(KeycloakNode.home("sample").resolve("data"));
        commandLine(distribution.home().resolve("bin").resolve(KCADM));
        System.out.println("Starting it ...");
        List<String> options =
                List.of("--import-realm", "--proxy-headers=xforwarded", "--proxy-trusted-addresses=127.0.0.0/8");
        return KeycloakNode.start(distribution, "sample", port, options, ServerJvm.shortLived(), Map.of());
    }

    private static void commandLine(Path kcadm) throws IOException {
        Path script = Settings.provider().resolveSibling(KCADM);
        Files.writeString(script, "#!/bin/sh\nexec sh \"" + kcadm + "\" \"$@\"\n");
        if (!script.toFile().setExecutable(true)) {
            throw new IOException("`" + script + "` cannot be made executable");
        }
    }

    /** Every start is a fresh one, so that the tour always begins at the same place. */
    private static void importSamples(Path data) throws IOException {
        if (Files.exists(data)) {
            try (Stream<Path> old = Files.walk(data)) {
                for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Path target = Files.createDirectories(data.resolve("import"));
        try (Stream<Path> samples = Files.list(Settings.samples())) {
            for (Path sample :
                    samples.filter(file -> file.toString().endsWith(".json")).toList()) {
                Files.copy(sample, target.resolve(sample.getFileName()));
            }
        }
    }

    static String welcome(String url) {
        return """

                Keycloak with the security policies is ready.

                  Admin console   %1$s/admin/                        admin / admin
                  Realm admin     %1$s/admin/subscriber/console/     ada / ada   (from 10.15.1.* only)
                  Command line    authenticators/target/kcadm.sh
                  Users           alice, bill, chris: each is granted Administrator, Mobile and Participant;
                                  the password is the name

                What is left of the three roles depends on where the user is:

                %2$s
                %3$s
                %4$s
                The server keeps nothing between two runs. End it with Ctrl+C.
                """.formatted(
                        url,
                        example(url, "alice", "10.15.1.55", "Mobile, Participant"),
                        example(url, "bill", "10.15.1.11", "Administrator, Mobile, Participant"),
                        example(url, "chris", "67.25.19.198", "Mobile"));
    }

    private static String example(String url, String user, String address, String roles) {
        return """
                # %s from %s: %s
                curl -s -H 'X-Forwarded-For: %s' -d client_id=public-app -d grant_type=password \\
                  -d username=%s -d password=%s %s/realms/subscriber/protocol/openid-connect/token \\
                  | %s
                """.formatted(user, address, roles, address, user, user, url, ROLES);
    }
}
