package io.orderflow.testservers;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.servers.DatabaseRole;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class TestServersTest {
    @Test
    void eachDatabaseIsBootstrappedAndEmpty() throws Exception {
        TestDatabase first = TestServers.postgres().createDatabase();
        TestDatabase second = TestServers.postgres().createDatabase();

        execute(first.dataSource(DatabaseRole.COMMAND), "CREATE TABLE event_store.event AS SELECT 7 AS id");
        assertThat(value(first.dataSource(DatabaseRole.QUERY), "SELECT id FROM event_store.event")).isEqualTo("7");
        assertThat(value(second.superuserDataSource(), "SELECT to_regclass('event_store.event') IS NULL"))
            .isEqualTo("t");
    }

    @Test
    void theServersAreOfTheVersionsInProductionAndDurable() throws Exception {
        DataSource superuser = TestServers.postgres().createDatabase().superuserDataSource();

        assertThat(value(superuser, "SHOW server_version")).startsWith("18.");
        assertThat(value(superuser, "SHOW fsync")).isEqualTo("on");
    }

    @Test
    void kafkaTakesTopics() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("test-servers", 3, (short) 1))).all().get();

            assertThat(admin.listTopics().names().get()).contains("test-servers");
        }
    }

    private static String value(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
