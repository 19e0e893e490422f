package io.orderflow.load.invariants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.EventCodec;
import io.orderflow.contract.EventHeaders;
import io.orderflow.contract.StoredForm;
import io.orderflow.eventstore.AppendRequest;
import io.orderflow.eventstore.ExpectedVersion;
import io.orderflow.eventstore.Shard;
import io.orderflow.eventstore.NewEvent;
import io.orderflow.eventstore.postgres.PostgresEventStore;
import io.orderflow.eventstore.postgres.StoreObserver;
import io.orderflow.eventstore.postgres.StoreSettings;
import io.orderflow.relay.Relay;
import io.orderflow.relay.RelaySettings;
import io.orderflow.servers.DatabaseRole;
import io.orderflow.testservers.TestDatabase;
import io.orderflow.testservers.TestServers;
import io.orderflow.worker.Workers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** The audit against a real store, relay and topic. */
class InvariantAuditTest {
    private static final RelaySettings RELAY = new RelaySettings(Shard.ONLY, EventHeaders.TOPIC, 3, (short) 1, 100,
            Duration.ofMillis(5), Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofSeconds(30));
    private final TestDatabase database = TestServers.postgres().createDatabase();
    private final String kafka = TestServers.kafka().bootstrapServers();
    private final EventCodec codec = new EventCodec();

    @Test
    void aSoundSystemPassesAndEachTraceOfTamperingIsFound() throws SQLException {
        migrate(DatabaseRole.COMMAND, "event_store", "db/event-store");
        migrate(DatabaseRole.PROJECTIONS, "read_model", "db/read-model");
        try (PostgresEventStore store = new PostgresEventStore(new Workers(), database.dataSource(DatabaseRole.COMMAND),
                StoreSettings.DEFAULT, StoreObserver.NONE); Relay relay = relay(store)) {
            relay.start();
            append(store, TestLog.received(15));
            append(store, TestLog.placed(TestLog.ORDER, 15_500));
            append(store, TestLog.reserved(TestLog.ORDER, 2));

            assertThat(audit()).allMatch(Finding::passed)
                .extracting(Finding::id)
                .containsExactly("LOG", "I1", "I2", "I3", "I4", "I5", "I6", "I9", "I11");

            writeAsAStranger();
            assertThat(audit()).allMatch(Finding::passed)
                .anyMatch(it -> it.toString().contains("3 records of strangers passed over"));

            tamper("UPDATE event_store.event SET payload = replace(payload::text, '15500', '15501')::json"
                    + " WHERE position = 2");
            assertThat(failed()).containsExactly("I1", "I11");

            tamper("UPDATE event_store.event SET version = 4 WHERE position = 3");
            assertThat(failed()).contains("LOG", "I9", "I11");

            tamper("DELETE FROM event_store.event WHERE position = 1");
            assertThat(failed()).contains("LOG", "I2", "I9", "I11");
        }
    }

    @Test
    void aBrokerThatDoesNotAnswerIsNoVerdict() throws SQLException {
        migrate(DatabaseRole.COMMAND, "event_store", "db/event-store");
        migrate(DatabaseRole.PROJECTIONS, "read_model", "db/read-model");
        assertThatExceptionOfType(AuditFailedException.class)
            .isThrownBy(() -> new InvariantAudit(reader(), "no-such-host.invalid:1").run(_ -> {
            }))
            .withMessageContaining("no-such-host.invalid:1");
    }

    private void writeAsAStranger() {
        try (var producer = Relay.plainProducer(Map.of("bootstrap.servers", kafka))) {
            byte[] key = ("order-" + TestLog.ORDER).getBytes(StandardCharsets.UTF_8);
            for (var record : List.of(new ProducerRecord<byte[], byte[]>(EventHeaders.TOPIC, key, null),
                    new ProducerRecord<byte[], byte[]>(EventHeaders.TOPIC, null, key),
                    new ProducerRecord<byte[], byte[]>(EventHeaders.TOPIC, null, null))) {
                producer.send(record).get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Finding> audit() {
        return new InvariantAudit(reader(), kafka).run(_ -> {
        });
    }

    private List<String> failed() {
        return audit().stream().filter(it -> !it.passed()).map(Finding::id).toList();
    }

    private Database reader() {
        return new Database(database.jdbcUrl(), DatabaseRole.QUERY.login(), database.password());
    }

    private Relay relay(PostgresEventStore store) {
        return new Relay(new Workers(), store, database.dataSource(DatabaseRole.COMMAND),
                Map.of("bootstrap.servers", kafka), RELAY,
                "audit-test", OpenTelemetry.noop().getTracer("test"), new SimpleMeterRegistry(), Relay::plainProducer);
    }

    private void append(PostgresEventStore store, DomainEvent event) {
        StoredForm stored = codec.encode(event);
        UUID command = UuidCreator.getTimeOrderedEpoch();
        var newEvent = new NewEvent(UuidCreator.getTimeOrderedEpoch(), stored.type(), stored.schemaVersion(),
                stored.payload(), "{\"commandId\":\"" + command + "\"}");
        store.append(new AppendRequest(event.stream().toString(), event.stream().kind().aggregateType(),
                new ExpectedVersion.Any(), List.of(newEvent), new AppendRequest.Command(command, null, null)))
            .join();
    }

    private void migrate(DatabaseRole owner, String schema, String location) {
        Flyway.configure()
            .dataSource(database.dataSource(owner))
            .schemas(schema)
            .locations(location)
            .load()
            .migrate();
    }

    private void tamper(String sql) throws SQLException {
        try (Connection connection = database.superuserDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }
}
