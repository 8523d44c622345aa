package dev.securitypolicies.server;

import dasniko.testcontainers.keycloak.KeycloakContainer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.utility.MountableFile;

/**
 * What `deploy/` describes, in a container engine: the image of the Containerfile on PostgreSQL, behind the proxy of `nginx.conf`. The test is the load
 * balancer in front of that proxy: it says in the header for whom it speaks, and Keycloak trusts both.
 */
public final class Containers {

    private static final Path DEPLOY = Settings.samples().resolve("../deploy").normalize();
    private static final String DATABASE = "keycloak";

    private Containers() {}

    /** Whether a container engine answers. */
    public static boolean available() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    /** The whole of it; the caller closes it. */
    public static KeycloakNode start() {
        Network network = Network.newNetwork();
        GenericContainer<?> database = new GenericContainer<>("postgres:18")
                .withNetwork(network)
                .withNetworkAliases("postgres")
                .withEnv(Map.of("POSTGRES_DB", DATABASE, "POSTGRES_USER", DATABASE, "POSTGRES_PASSWORD", DATABASE))
                .waitingFor(Wait.forLogMessage(".*ready to accept connections.*", 2));
        database.start();
        KeycloakContainer keycloak = new KeycloakContainer(image())
                .withNetwork(network)
                .withNetworkAliases("keycloak")
                .withAdminUsername(Admin.NAME)
                .withAdminPassword(Admin.PASSWORD)
                .withProductionMode()
                .withOptimizedFlag()
                .withStartupTimeout(Duration.ofMinutes(4))
                .withEnv("KC_DB_URL", "jdbc:postgresql://postgres:5432/" + DATABASE)
                .withEnv("KC_DB_USERNAME", DATABASE)
                .withEnv("KC_DB_PASSWORD", DATABASE)
                .withEnv("KC_HTTP_ENABLED", "true")
                .withEnv("KC_HOSTNAME_STRICT", "false")
                .withEnv("KC_PROXY_HEADERS", "xforwarded")
                // the proxy, and the test in front of it: both come from the network of the containers
                .withEnv("KC_PROXY_TRUSTED_ADDRESSES", subnet(network))
                .withEnv("KC_SPI_SECURITY_POLICY_RECORDS__DEFAULT__WINDOW_SECONDS", "0");
        keycloak.start();
        GenericContainer<?> proxy = new GenericContainer<>("nginx:1")
                .withNetwork(network)
                .withCopyFileToContainer(
                        MountableFile.forHostPath(DEPLOY.resolve("nginx.conf")), "/etc/nginx/nginx.conf")
                .withExposedPorts(8080)
                .waitingFor(Wait.forHttp("/realms/master").withStartupTimeout(Duration.ofMinutes(1)));
        proxy.start();
        return new KeycloakNode(
                new Running(keycloak, proxy, database, network), proxy.getMappedPort(8080), keycloak.getHttpMgmtPort());
    }

    /** The image as a person builds it, from the jars of this build. */
    private static String image() {
        ImageFromDockerfile image = new ImageFromDockerfile()
                .withBuildArg("KEYCLOAK", "keycloak/keycloak:" + Settings.serverVersion())
                .withFileFromPath("Dockerfile", DEPLOY.resolve("Containerfile"));
        image.withFileFromPath("authenticators/target/" + Settings.provider().getFileName(), Settings.provider());
        image.withFileFromPath("admin-ui-theme/target/" + Settings.page().getFileName(), Settings.page());
        return image.get();
    }

    private static String subnet(Network network) {
        return DockerClientFactory.lazyClient()
                .inspectNetworkCmd()
                .withNetworkId(network.getId())
                .exec()
                .getIpam()
                .getConfig()
                .get(0)
                .getSubnet();
    }

    private record Running(
            KeycloakContainer keycloak, GenericContainer<?> proxy, GenericContainer<?> database, Network network)
            implements ServerBackend {

        @Override
        public String log() {
            return keycloak.getLogs();
        }

        @Override
        public void close() {
            proxy.stop();
            keycloak.stop();
            database.stop();
            network.close();
        }
    }
}
