package dev.securitypolicies.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables of a Keycloak, as it writes them down for those who let nobody but themselves change their database (its option
 * {@code migration-strategy=manual}). It makes them itself in a quarter of a minute, and each story with a server of its own would wait for that.
 */
final class Schema {

    private static final String OPTION = "--spi-connections-jpa--quarkus--";

    /** Liquibase's record of what was done, which the written statements add to and do not make. */
    private static final String CHANGELOG = """
            create table databasechangelog (
              id varchar(255) not null, author varchar(255) not null, filename varchar(255) not null,
              dateexecuted timestamp not null, orderexecuted integer not null, exectype varchar(10) not null,
              md5sum varchar(35), description varchar(255), comments varchar(255), tag varchar(255),
              liquibase varchar(20), contexts varchar(255), labels varchar(255), deployment_id varchar(10));
            """;

    private Schema() {}

    /** The statements that make them in a database without any. */
    static String of(String version) {
        Distribution distribution = Distribution.withPack(version, Distribution.Database.POSTGRES);
        return Shared.made(version + "-schema", folder -> {
            Path sql = folder.resolve("schema.sql");
            if (!Files.exists(sql)) {
                Files.createDirectories(folder);
                write(distribution, folder, sql);
            }
            return CHANGELOG + Files.readString(sql);
        });
    }

    private static void write(Distribution distribution, Path folder, Path sql) throws IOException {
        Path unfinished = folder.resolve("unfinished.sql");
        Files.deleteIfExists(unfinished);
        List<String> options = new ArrayList<>(Postgres.options(Postgres.empty()));
        options.add("--cache=local");
        options.add(OPTION + "initialize-empty=false");
        options.add(OPTION + "migration-strategy=manual");
        options.add(OPTION + "migration-export=" + unfinished);
        try (KeycloakNode node = KeycloakNode.start(distribution, "schema", KeycloakNode.freePort(), options)) {
            throw new AssertionError(node.url() + " runs without tables");
        } catch (IllegalStateException ended) {
            if (!String.valueOf(ended.getMessage()).contains("Database not initialized")) {
                throw ended;
            }
        }
        Files.move(unfinished, sql);
    }
}
