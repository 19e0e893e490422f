package io.orderflow.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.orderflow.contract.EventHeaders;
import io.orderflow.eventstore.Appends;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.ExpectedVersion;
import io.orderflow.eventstore.RecordedEvent;
import io.orderflow.eventstore.Shard;
import io.orderflow.eventstore.StoreDatabase;
import io.orderflow.eventstore.postgres.PostgresEventStore;
import io.orderflow.eventstore.postgres.ShardedEventStore;
import io.orderflow.eventstore.postgres.StoreObserver;
import io.orderflow.eventstore.postgres.StoreSettings;
import io.orderflow.testservers.TestServers;
import io.orderflow.worker.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Four logs, each in a database of its own, and one topic. */
class ShardedRelayTest {
    private static final int SHARDS = 4;
    private static final int PARTITIONS = 8;

    private final String topic = "orders." + UUID.randomUUID();
    private final List<StoreDatabase> databases = new ArrayList<>();
    private final List<PostgresEventStore> logs = new ArrayList<>();
    private ShardedEventStore store;

    @BeforeEach
    void open() {
        for (int index = 0; index < SHARDS; index++) {
            databases.add(new StoreDatabase());
            logs.add(new PostgresEventStore(new Workers(), databases.getLast().pool(), StoreSettings.DEFAULT,
                    StoreObserver.NONE));
        }
        store = new ShardedEventStore(logs);
    }

    @AfterEach
    void close() {
        logs.forEach(PostgresEventStore::close);
        databases.forEach(StoreDatabase::close);
    }

    @Test
    void eachLogHasPositionsOfItsOwnAndItsPartitionsHoldItWhole() {
        List<Relay> relays = new ArrayList<>();
        for (int index = 0; index < SHARDS; index++) {
            relays.add(relay(new Shard(index, SHARDS)));
        }
        for (int n = 0; n < 200; n++) {
            store.append(Appends.to("order-" + n % 80, new ExpectedVersion.Any(), 1)).join();
        }
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> records().size() == 200);
        relays.forEach(Relay::close);

        for (EventStore log : store.logs()) {
            List<RecordedEvent> events = log.readLog(0, 1_000);
            assertThat(events).isNotEmpty();
            assertThat(events).extracting(RecordedEvent::position)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, events.size()).boxed().toList());
        }
        Map<String, Long> versions = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records()) {
            String stream = TopicReader.text(record.key());
            Shard shard = Shard.of(stream, SHARDS);
            assertThat(shard.owns(record.partition())).as("%s in partition %d", stream, record.partition()).isTrue();
            assertThat(TopicReader.header(record, EventHeaders.VERSION))
                .isEqualTo(Long.toString(versions.merge(stream, 1L, Long::sum)));
        }
        assertThat(versions)
            .allSatisfy((stream, version) -> assertThat(store.streamVersion(stream)).isEqualTo(version));
    }

    @Test
    void databasesInTheWrongOrderAreRefused() {
        store.append(Appends.to("order-1", new ExpectedVersion.Any(), 1)).join();
        List<PostgresEventStore> exchanged = new ArrayList<>(logs.reversed());

        assertThatThrownBy(() -> new ShardedEventStore(exchanged)).isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("the database holds shard");
        assertThat(new ShardedEventStore(logs).streamVersion("order-1")).isEqualTo(1);
    }

    @Test
    void aNumberOfPartitionsThatCannotBeSharedIsRefused() {
        assertThatThrownBy(() -> settings(new Shard(0, SHARDS), 6)).hasMessageContaining("multiple of the 4 shards");
    }

    private Relay relay(Shard shard) {
        StoreDatabase database = databases.get(shard.index());
        Relay relay = new Relay(new Workers(), logs.get(shard.index()), database.pool(),
                Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()), settings(shard, PARTITIONS),
                "only", OpenTelemetry.noop().getTracer("test"), new SimpleMeterRegistry(), Relay::plainProducer);
        relay.start();
        return relay;
    }

    private RelaySettings settings(Shard shard, int partitions) {
        return new RelaySettings(shard, topic, partitions, (short) 1, 50, Duration.ofMillis(5), Duration.ofSeconds(1),
                Duration.ofMillis(10), Duration.ofSeconds(30));
    }

    private List<ConsumerRecord<byte[], byte[]>> records() {
        return TopicReader.readAll(TestServers.kafka().bootstrapServers(), topic);
    }
}
