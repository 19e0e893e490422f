package io.orderflow.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.contract.EventHeaders;
import io.orderflow.contract.EventMetadata;
import io.orderflow.eventstore.Appends;
import io.orderflow.eventstore.ExpectedVersion;
import io.orderflow.eventstore.RecordedEvent;
import io.orderflow.eventstore.Shard;
import io.orderflow.eventstore.StoreDatabase;
import io.orderflow.eventstore.postgres.PostgresEventStore;
import io.orderflow.eventstore.postgres.StoreObserver;
import io.orderflow.eventstore.postgres.StoreSettings;
import io.orderflow.testservers.TestServers;
import io.orderflow.worker.Workers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From where the relay resumes when others have written to the topic as well. */
class StrangersInTheTopicTest {
    private static final int PARTITIONS = 3;

    private final String topic = "orders." + UUID.randomUUID();
    private final Map<String, Object> kafka = Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers());
    private final RelaySettings settings = new RelaySettings(Shard.ONLY, topic, PARTITIONS, (short) 1, 50,
            Duration.ofMillis(5), Duration.ofSeconds(1), Duration.ofMillis(10), Duration.ofSeconds(30));
    private final Producer<byte[], byte[]> strangers = Relay.plainProducer(kafka);
    private final Workers workers = new Workers();
    private StoreDatabase database;
    private PostgresEventStore store;
    private KafkaLog log;

    @BeforeEach
    void open() {
        database = new StoreDatabase();
        store = new PostgresEventStore(workers, database.pool(), StoreSettings.DEFAULT, StoreObserver.NONE);
        log = new KafkaLog(kafka, settings, store, new RelayProgress(database.pool(), Shard.ONLY));
        try (Admin admin = Admin.create(kafka)) {
            RelayTopic.ensure(admin, settings);
        }
    }

    @AfterEach
    void close() {
        strangers.close();
        store.close();
        database.close();
    }

    @Test
    void recordsWithoutHeadersArePassedOver() {
        append(40);
        publishAll();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            send(new ProducerRecord<>(topic, partition, null, utf8("x")));
            send(new ProducerRecord<>(topic, partition, new byte[8_192], utf8("x")));
        }

        assertThat(log.published().position()).isEqualTo(40);
    }

    @Test
    void moreStrangersThanAreLookedAtAtFirstArePassedOver() {
        append(9);
        publishAll();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            for (int i = 0; i < 300; i++) {
                send(new ProducerRecord<>(topic, partition, null, utf8("x")));
            }
        }

        assertThat(log.published().position()).isEqualTo(9);
    }

    @Test
    void aRecordThatClaimsAPositionBeyondTheHeadIsPassedOver() {
        append(3);
        publishAll();
        send(with(recordOf(event(1)), EventHeaders.POSITION, "9000000000000000000"));

        assertThat(log.published().position()).isEqualTo(3);
    }

    @Test
    void aRecordThatClaimsTheIdentityButNoEventOfTheLogIsPassedOver() {
        append(3);
        send(recordOf(event(1)));
        send(with(recordOf(event(3)), EventHeaders.EVENT_ID, UUID.randomUUID().toString()));
        send(with(recordOf(event(2)), EventHeaders.VERSION, "77"));

        assertThat(log.published().position()).isEqualTo(1);
    }

    @Test
    void copiesOfEarlierRecordsDoNotMakeTheRelayRepeat() {
        append(10);
        publishAll();
        var progress = new RelayProgress(database.pool(), Shard.ONLY);
        log.published()
            .positions()
            .forEach((partition, position) -> progress.advance(1, 10,
                    Map.of(partition, new RelayProgress.Added(position, 0, 1))));
        IntStream.range(0, 40).forEach(_ -> send(recordOf(event(1))));

        assertThat(log.published().positions()).containsEntry(partitionOf(event(1)), lastPositionBeside(event(1)));
    }

    @Test
    void recordsOfAnEarlierReleaseAreTheLogsOwn() {
        append(5);
        for (RecordedEvent event : store.readLog(0, 5)) {
            ProducerRecord<byte[], byte[]> record = recordOf(event);
            record.headers().remove(EventHeaders.LOG);
            send(record);
        }

        assertThat(log.published().position()).isEqualTo(5);
    }

    @Test
    void recordsOfAnotherLogArePassedOver() {
        append(3);
        publishAll();
        try (StoreDatabase another = new StoreDatabase();
                var empty = new PostgresEventStore(workers, another.pool(), StoreSettings.DEFAULT,
                        StoreObserver.NONE)) {
            var other = new KafkaLog(kafka, settings, empty, new RelayProgress(another.pool(), Shard.ONLY));

            assertThat(other.published().position()).isZero();
        }
    }

    @Test
    void aTopicThatGoesOnWhereTheLogEndsIsRefusedUntilTheLogHasANewIdentity() throws SQLException {
        append(6);
        publishAll();
        execute("DELETE FROM event_store.event WHERE position > 4");

        assertThatThrownBy(() -> log.published()).isInstanceOf(KafkaException.class)
            .hasMessageContaining("do not belong together");

        execute("UPDATE event_store.log SET identity = gen_random_uuid()");
        assertThat(log.published().position()).isEqualTo(4);
    }

    private void append(int streams) {
        for (int n = 0; n < streams; n++) {
            store.append(Appends.to("order-" + n, new ExpectedVersion.Any(), 1)).join();
        }
    }

    private void publishAll() {
        store.readLog(0, 1_000).forEach(it -> send(recordOf(it)));
    }

    private RecordedEvent event(long position) {
        return store.readLog(position - 1, 1).getFirst();
    }

    private ProducerRecord<byte[], byte[]> recordOf(RecordedEvent event) {
        return new EventRecords(topic, store.identity()).of(event, EventMetadata.parse(event.metadata()));
    }

    private static ProducerRecord<byte[], byte[]> with(ProducerRecord<byte[], byte[]> record, String header,
            String value) {
        record.headers().remove(header).add(header, utf8(value));
        return record;
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        try {
            strangers.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int partitionOf(RecordedEvent event) {
        return RelaySession.partitionOf(event.streamId(), PARTITIONS);
    }

    private long lastPositionBeside(RecordedEvent event) {
        return store.readLog(0, 1_000)
            .stream()
            .filter(it -> partitionOf(it) == partitionOf(event))
            .mapToLong(RecordedEvent::position)
            .max()
            .orElseThrow();
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.pool().getConnection(); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
