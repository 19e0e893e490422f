package io.orderflow.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    @TempDir
    private Path folder;

    @Test
    void dataSurvivesARestartAndAKillOfTheServer() throws Exception {
        Path data = folder.resolve("postgres");
        try (var postgres = EmbeddedPostgres.start(data, 0)) {
            execute(postgres, "CREATE TABLE event_store.kept (id int)", "INSERT INTO event_store.kept VALUES (1)");
        }
        try (var postgres = EmbeddedPostgres.start(data, 0)) {
            execute(postgres, "INSERT INTO event_store.kept VALUES (2)");
            postgres.process().destroyForcibly();
        }
        try (var postgres = EmbeddedPostgres.start(data, 0)) {
            assertThat(column(reader(postgres), "SELECT id FROM event_store.kept ORDER BY id")).containsExactly("1",
                    "2");
        }
    }

    @Test
    void aServerThatAKilledProcessLeftBehindIsStoppedBeforeTheNextStart() throws Exception {
        Path data = folder.resolve("postgres");
        EmbeddedPostgres leftover = EmbeddedPostgres.start(data, 0);
        try (var postgres = EmbeddedPostgres.start(data, 0)) {
            assertThat(leftover.process().waitFor(1, TimeUnit.SECONDS)).isTrue();
            assertThat(postgres.process().isAlive()).isTrue();
        }
    }

    @Test
    void aPidThatBelongsToAnotherProgramIsLeftAlone() throws Exception {
        Path data = Files.createDirectory(folder.resolve("postgres"));
        Files.writeString(data.resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n" + data + "\n");

        assertThat(EmbeddedPostgres.stopLeftover(data)).isFalse();
    }

    @Test
    void whatIsAcknowledgedIsOnDisk() throws Exception {
        try (var postgres = EmbeddedPostgres.start(folder.resolve("postgres"), 0)) {
            assertThat(column(reader(postgres),
                    "SELECT name || '=' || setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes') ORDER BY 1"))
                .containsExactly("fsync=on", "full_page_writes=on", "synchronous_commit=on");
            assertThat(column(reader(postgres), "SHOW listen_addresses")).containsExactly("127.0.0.1");
        }
    }

    @Test
    void eachRoleSeesWhatItMay() throws Exception {
        try (var postgres = EmbeddedPostgres.start(folder.resolve("postgres"), 0)) {
            execute(postgres, "CREATE TABLE event_store.event (id int)", "CREATE TABLE command.secret (id int)");

            assertThat(column(reader(postgres), "SELECT count(*) FROM event_store.event")).containsExactly("0");
            assertThatThrownBy(() -> column(reader(postgres), "SELECT count(*) FROM command.secret"))
                .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> column(reader(postgres), "INSERT INTO event_store.event VALUES (1) RETURNING id"))
                .hasMessageContaining("permission denied");
        }
    }

    @Test
    void aClusterOfAnotherVersionIsRefusedInOneSentence() throws Exception {
        Path data = folder.resolve("postgres");
        EmbeddedPostgres.start(data, 0).close();
        Files.writeString(data.resolve("PG_VERSION"), "15\n");

        assertThatThrownBy(() -> EmbeddedPostgres.start(data, 0)).isInstanceOf(BrokenDataDirectoryException.class)
            .hasMessageContaining("written by PostgreSQL 15 and this is PostgreSQL 18");
    }

    @Test
    void aFolderWithOtherFilesIsRefused() throws Exception {
        Path data = Files.createDirectory(folder.resolve("postgres"));
        Files.writeString(data.resolve("letter.txt"), "mine");

        assertThatThrownBy(() -> EmbeddedPostgres.start(data, 0)).isInstanceOf(BrokenDataDirectoryException.class);
        assertThat(data.resolve("letter.txt")).exists();
    }

    @Test
    void damagedControlDataIsNamedInTheFailure() throws Exception {
        Path data = folder.resolve("postgres");
        EmbeddedPostgres.start(data, 0).close();
        Files.write(data.resolve("global/pg_control"), new byte[8192]);

        assertThatThrownBy(() -> EmbeddedPostgres.start(data, 0)).isInstanceOf(ServerStartException.class)
            .hasMessageContaining("FATAL");
    }

    private static DataSource reader(EmbeddedPostgres postgres) {
        return postgres.dataSource(DatabaseRole.QUERY, EmbeddedPostgres.DATABASE);
    }

    private static void execute(EmbeddedPostgres postgres, String... statements) throws SQLException {
        try (Connection connection = postgres.dataSource(DatabaseRole.COMMAND, EmbeddedPostgres.DATABASE)
            .getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> column(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
