package io.orderflow.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.orderflow.contract.EventHeaders;
import io.orderflow.eventstore.AppendRequest;
import io.orderflow.eventstore.Appends;
import io.orderflow.eventstore.ExpectedVersion;
import io.orderflow.eventstore.Shard;
import io.orderflow.eventstore.NewEvent;
import io.orderflow.eventstore.RecordedEvent;
import io.orderflow.eventstore.StoreDatabase;
import io.orderflow.eventstore.leadership.Tenure;
import io.orderflow.eventstore.postgres.PostgresEventStore;
import io.orderflow.eventstore.postgres.StoreObserver;
import io.orderflow.eventstore.postgres.StoreSettings;
import io.orderflow.testservers.TestServers;
import io.orderflow.worker.WakeUp;
import io.orderflow.worker.WorkerStatus;
import io.orderflow.worker.Workers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayTest {
    private static final ExpectedVersion ANY = new ExpectedVersion.Any();
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final String topic = "orders." + UUID.randomUUID();
    private final Map<String, Object> kafka = Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers());
    private final RelaySettings settings = new RelaySettings(Shard.ONLY, topic, 3, (short) 1, 50, Duration.ofMillis(5),
            Duration.ofSeconds(1), Duration.ofMillis(10), Duration.ofSeconds(3));
    private final Tracer tracer = OpenTelemetry.noop().getTracer("test");
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final Workers workers = new Workers();
    private StoreDatabase database;
    private PostgresEventStore store;

    @BeforeEach
    void open() {
        database = new StoreDatabase();
        store = new PostgresEventStore(new Workers(), database.pool(), StoreSettings.DEFAULT, StoreObserver.NONE);
    }

    @AfterEach
    void close() {
        store.close();
        database.close();
    }

    @Test
    void eachEventIsPublishedOnceInVersionOrderOfItsKey() {
        try (Relay relay = startRelay("only", Relay::plainProducer)) {
            append(40, 5);
            awaitPublished(store.headPosition());
            append(40, 5);
            awaitPublished(store.headPosition());

            assertThat(relay.isLeader()).isTrue();
            assertTopicEqualsLog();
        }
    }

    @Test
    void aRecordCarriesTheEventAsStoredAndItsHeaders() {
        NewEvent event = new NewEvent(UuidCreator.getTimeOrderedEpoch(), "OrderReserved", 1, "{ \"orderId\": \"1\" }",
                """
                        {"actor":"clerk","correlationId":"1","causationId":"c","commandId":"d","imported":true,"traceparent":"00-%s-00f067aa0ba902b7-03"}"""
                    .formatted(TRACE_ID));
        store.append(new AppendRequest("order-1", "Order", ANY, List.of(event), null)).join();
        RecordedEvent stored = store.readLog(0, 1).getFirst();

        try (Relay _ = startRelay("only", Relay::plainProducer)) {
            awaitPublished(1);
        }

        ConsumerRecord<byte[], byte[]> record = records().getFirst();
        assertThat(TopicReader.text(record.key())).isEqualTo("order-1");
        assertThat(TopicReader.text(record.value())).isEqualTo("{ \"orderId\": \"1\" }");
        Map<String, String> headers = new HashMap<>();
        record.headers().forEach(it -> headers.put(it.key(), TopicReader.text(it.value())));
        assertThat(headers).containsEntry(EventHeaders.EVENT_ID, event.eventId().toString())
            .containsEntry(EventHeaders.EVENT_TYPE, "OrderReserved")
            .containsEntry(EventHeaders.SCHEMA_VERSION, "1")
            .containsEntry(EventHeaders.STREAM, "order-1")
            .containsEntry(EventHeaders.STREAM_TYPE, "Order")
            .containsEntry(EventHeaders.VERSION, "1")
            .containsEntry(EventHeaders.POSITION, "1")
            .containsEntry(EventHeaders.LOG, store.identity().toString())
            .containsEntry(EventHeaders.TIMESTAMP, stored.recordedAt().toString())
            .containsEntry(EventHeaders.ACTOR, "clerk")
            .containsEntry(EventHeaders.CORRELATION_ID, "1")
            .containsEntry(EventHeaders.CAUSATION_ID, "c")
            .containsEntry(EventHeaders.COMMAND_ID, "d")
            .containsEntry(EventHeaders.IMPORTED, "true");
        assertThat(headers.get(EventHeaders.TRACEPARENT)).startsWith("00-" + TRACE_ID);
    }

    @Test
    void aRelayThatDiesAtAnyPointIsResumedWithoutGapOrRepetition() {
        int round = 0;
        for (DyingProducer.Point point : DyingProducer.Point.values()) {
            for (int sends : new int[]{1, 70}) {
                append(30, 3);
                try (Relay _ = startRelay("dying-" + round, config -> DyingProducer.of(config, point, sends))) {
                    Awaitility.await().until(() -> meters.counter("relay.failures", "shard", "0").count() > 0);
                }
                meters.clear();
                round++;
            }
        }

        try (Relay _ = startRelay("last", Relay::plainProducer)) {
            awaitPublished(store.headPosition());
            assertTopicEqualsLog();
        }
    }

    @Test
    void aFormerLeaderCannotPublish() throws InterruptedException {
        append(5, 1);
        RelaySession former = openSession(1);
        RelaySession current = openSession(2);

        assertThatThrownBy(() -> {
            former.publishNext(SOON);
            former.awaitCommitted();
        }).isInstanceOf(KafkaException.class);
        current.publishNext(SOON);
        current.awaitCommitted();
        assertTopicEqualsLog();
        former.close();
        current.close();
    }

    @Test
    void aFormerLeaderCannotMoveTheProgress() {
        RelayProgress progress = new RelayProgress(database.pool(), Shard.ONLY);
        progress.advance(2, 10, Map.of(0, new RelayProgress.Added(10, 9, 10)));

        assertThatThrownBy(() -> progress.advance(1, 11, Map.of(0, new RelayProgress.Added(11, 10, 1))))
            .isInstanceOf(RelayProgress.FencedException.class);
        assertThat(progress.position()).isEqualTo(10);
    }

    @Test
    void aStandbyTakesOverWhenTheLeaderStops() {
        Relay first = startRelay("first", Relay::plainProducer);
        append(5, 1);
        awaitPublished(5);
        try (Relay second = startRelay("second", Relay::plainProducer)) {
            assertThat(second.isLeader()).isFalse();
            first.close();
            append(5, 1);
            awaitPublished(10);
            assertThat(second.isLeader()).isTrue();
        }
        assertTopicEqualsLog();
    }

    @Test
    void aLeaderKeepsItsLeaseWhileKafkaTakesLongerThanThatToOpen() {
        append(5, 1);
        Relay.ProducerFactory slow = config -> {
            Instant end = leaseUntil();
            Awaitility.await().until(() -> databaseTime().isAfter(end));
            return Relay.plainProducer(config);
        };
        try (Relay first = startRelay("first", slow)) {
            Awaitility.await().until(first::isLeader);
            try (Relay _ = startRelay("second", Relay::plainProducer)) {
                awaitPublished(5);
                assertThat(first.isLeader()).isTrue();
            }
        }
        assertTopicEqualsLog();
    }

    /** With everything that measures switched off. */
    @Test
    void aRelayThatNobodyWatchesPublishesTheSame() throws SQLException {
        append(40, 3);
        try (Relay relay = new Relay(workers, store, database.pool(), kafka, settings, "unwatched", RelayObserver.NONE,
                Relay::plainProducer)) {
            relay.start();
            awaitPublished(store.headPosition());
            assertThat(relay.isLeader()).isTrue();
        }

        progressSaysTheSameAsTheTopic();
        assertTopicEqualsLog();
    }

    /** Whichever of its threads meets an {@link Error}, the relay begins anew and publishes each event once. */
    @Test
    void anErrorOnAnyOfItsThreadsIsGotOver() {
        try (Relay _ = startRelay("only", Relay::plainProducer)) {
            for (String worker : List.of("relay-0", "relay-0-reader", "relay-0-progress", "relay-0-lease")) {
                append(20, 2);
                awaitPublished(store.headPosition());
                double sessions = relayFailures();
                workers.strike(worker, new NoClassDefFoundError("injected into " + worker));
                append(20, 2);
                awaitPublished(store.headPosition());
                Awaitility.await().until(() -> workers.statuses().stream().allMatch(WorkerStatus::isWell));
                if (!worker.endsWith("-lease")) {
                    Awaitility.await().until(() -> relayFailures() > sessions || worker.equals("relay-0"));
                }
            }
            assertTopicEqualsLog();
        }
    }

    /** Nothing is appended any more: the progress is still told to the end. */
    @Test
    void aProgressThatCouldNotBeWrittenIsWrittenWithoutAnotherEvent() {
        try (Relay _ = startRelay("only", Relay::plainProducer)) {
            append(5, 1);
            awaitPublished(5);
            workers.strike("relay-0-progress", new StackOverflowError());
            append(5, 1);

            awaitPublished(10);
        }
    }

    /** Left open behind what was published, and the leader dies: the ends that a reader sees are not the relay's. */
    @Test
    void aForeignTransactionHidesNothingFromTheNextLeader() {
        try (Relay _ = startRelay("first", Relay::plainProducer)) {
            append(20, 1);
            awaitPublished(20);
        }
        try (Producer<byte[], byte[]> foreign = foreignTransaction();
                Relay _ = startRelay("second",
                        Relay::plainProducer)) {
            append(20, 1);
            Awaitility.await().until(() -> problemOf("relay-0").contains("a foreign transaction is open in ["));
            foreign.abortTransaction();
            awaitPublished(40);
        }

        assertTopicEqualsLog();
    }

    @Test
    void aForeignTransactionThatIsLeftOpenIsSaidAndAborted() {
        try (Relay _ = startRelay("only", Relay::plainProducer)) {
            append(5, 1);
            awaitPublished(5);
            try (Producer<byte[], byte[]> foreign = foreignTransaction()) {
                append(5, 1);
                awaitPublished(10);
                Awaitility.await()
                    .atMost(SOON)
                    .until(() -> problemOf("relay-0-transactions").contains("a foreign transaction is open in ["));

                Awaitility.await().atMost(SOON).until(() -> problemOf("relay-0-transactions").isEmpty());
                assertTopicEqualsLog();
                assertThatThrownBy(foreign::commitTransaction).isInstanceOf(KafkaException.class);
            }
        }
    }

    private Producer<byte[], byte[]> foreignTransaction() {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put("transactional.id", "foreign-" + topic);
        Producer<byte[], byte[]> foreign = Relay.plainProducer(config);
        foreign.initTransactions();
        foreign.beginTransaction();
        List<Future<RecordMetadata>> sent = IntStream.range(0, settings.partitions())
            .mapToObj(it -> foreign.send(new ProducerRecord<>(topic, it, null, new byte[]{1})))
            .toList();
        foreign.flush();
        assertThat(sent).allMatch(Future::isDone);
        return foreign;
    }

    private String problemOf(String worker) {
        return workers.statuses()
            .stream()
            .filter(it -> it.name().equals(worker))
            .map(it -> it.problem() == null ? "" : it.problem())
            .findFirst()
            .orElse("there is no such worker");
    }

    @Test
    void aTopicThatWouldLoseEventsIsRefusedWithTheRemedy() throws Exception {
        try (Admin admin = Admin.create(kafka)) {
            admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1).configs(Map.of("cleanup.policy", "compact"))))
                .all()
                .get();
            assertThatThrownBy(() -> RelayTopic.ensure(admin, settings)).isInstanceOf(KafkaException.class)
                .hasMessageMatching("topic .* has .* and would lose events; set it with kafka-configs.sh .*");
        }
    }

    private double relayFailures() {
        return meters.counter("relay.failures", "shard", "0").count();
    }

    private Instant leaseUntil() {
        return instant("SELECT lease_until FROM event_store.leader");
    }

    private Instant databaseTime() {
        return instant("SELECT clock_timestamp()");
    }

    private Instant instant(String sql) {
        try (var connection = database.pool().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void progressSaysWhatEachPartitionHolds() throws SQLException {
        try (Relay _ = startRelay("only", Relay::plainProducer)) {
            append(20, 2);
            awaitPublished(40);
        }

        Map<Integer, Long> counted = new HashMap<>();
        records().forEach(it -> counted.merge(it.partition(), 1L, Long::sum));
        try (var connection = database.pool().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT partition, events FROM event_store.relay_progress")) {
            int partitions = 0;
            while (rows.next()) {
                assertThat(rows.getLong(2)).isEqualTo(counted.getOrDefault(rows.getInt(1), 0L));
                partitions++;
            }
            assertThat(partitions).isEqualTo(3);
        }
    }

    @Test
    void progressIsFoundAgainInKafkaWhenTheDatabaseLostIt() throws SQLException {
        try (Relay _ = startRelay("first", Relay::plainProducer)) {
            append(30, 2);
            awaitPublished(60);
        }
        try (var connection = database.pool().getConnection(); var statement = connection.createStatement()) {
            statement.execute("DELETE FROM event_store.relay_progress");
            statement.execute("UPDATE event_store.relay_position SET position = 0");
        }
        try (Relay _ = startRelay("second", Relay::plainProducer)) {
            awaitPublished(60);
        }

        progressSaysTheSameAsTheTopic();
        assertTopicEqualsLog();
    }

    private void progressSaysTheSameAsTheTopic() throws SQLException {
        try (var connection = database.pool().getConnection();
                var statement = connection.createStatement();
                var row = statement
                    .executeQuery("SELECT sum(events), max(last_position) FROM event_store.relay_progress")) {
            row.next();
            assertThat(row.getLong(1)).isEqualTo(records().size());
            assertThat(row.getLong(2)).isEqualTo(store.headPosition());
        }
    }

    private Relay startRelay(String holder, Relay.ProducerFactory producers) {
        Relay relay = new Relay(workers, store, database.pool(), kafka, settings, holder, tracer, meters,
                producers);
        relay.start();
        return relay;
    }

    private RelaySession openSession(long epoch) {
        try (Admin admin = Admin.create(kafka)) {
            RelayTopic.ensure(admin, settings);
        }
        return RelaySession.open(workers, store, producers(), () -> {
        }, kafkaLog(),
                new RelayProgress(database.pool(), Shard.ONLY), RelayObserver.NONE, settings, new WakeUp(),
                new TestTenure(epoch));
    }

    private record TestTenure(long epoch) implements Tenure {
        @Override
        public void beat() {}
    }

    private KafkaLog kafkaLog() {
        return new KafkaLog(kafka, settings, store, new RelayProgress(database.pool(), Shard.ONLY));
    }

    private List<Producer<byte[], byte[]>> producers() {
        List<Producer<byte[], byte[]>> producers = new ArrayList<>();
        for (int number = 0; number < CommitPipeline.PRODUCERS; number++) {
            Map<String, Object> config = new HashMap<>(kafka);
            config.put("transactional.id", "test-" + topic + "-" + number);
            producers.add(Relay.plainProducer(config));
        }
        return producers;
    }

    private void append(int streams, int eventsEach) {
        for (int n = 0; n < streams; n++) {
            store.append(Appends.to("order-" + n, ANY, eventsEach)).join();
        }
    }

    private void awaitPublished(long position) {
        RelayProgress progress = new RelayProgress(database.pool(), Shard.ONLY);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> progress.position() >= position);
    }

    private List<ConsumerRecord<byte[], byte[]>> records() {
        return TopicReader.readAll(TestServers.kafka().bootstrapServers(), topic);
    }

    private void assertTopicEqualsLog() {
        Map<String, Long> versions = new HashMap<>();
        List<ConsumerRecord<byte[], byte[]>> records = records();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            long expected = versions.merge(TopicReader.text(record.key()), 1L, Long::sum);
            assertThat(TopicReader.header(record, EventHeaders.VERSION)).isEqualTo(Long.toString(expected));
        }
        assertThat(records.stream().map(it -> TopicReader.header(it, EventHeaders.EVENT_ID)))
            .containsExactlyInAnyOrderElementsOf(
                    store.readLog(0, 100_000).stream().map(it -> it.eventId().toString()).toList());
    }
}
