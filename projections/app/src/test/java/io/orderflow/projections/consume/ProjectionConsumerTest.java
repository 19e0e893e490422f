package io.orderflow.projections.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderflow.contract.OrderEvent.OrderReserved;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.StoredForm;
import io.orderflow.projections.apply.ApplyObserver;
import io.orderflow.projections.apply.BatchApplier;
import io.orderflow.projections.apply.DeadLetterRetry;
import io.orderflow.projections.fold.Projection;
import io.orderflow.projections.observe.ProjectionMeters;
import io.orderflow.projections.ordersearch.OrderSearch;
import io.orderflow.projections.testing.EventTopic;
import io.orderflow.projections.testing.Log;
import io.orderflow.projections.testing.ReadModelDatabase;
import io.orderflow.servers.EmbeddedKafka;
import java.nio.file.Path;
import io.orderflow.worker.WorkerStatus;
import io.orderflow.worker.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectionConsumerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final ReadModelDatabase database = new ReadModelDatabase();
    private EventTopic topic = new EventTopic();
    private Topics topics = new Topics(topic.bootstrapServers());
    private final Log log = new Log();
    private final List<ProjectionConsumer> started = new ArrayList<>();
    private final Workers workers = new Workers();

    @AfterEach
    void stop() {
        started.forEach(ProjectionConsumer::close);
        topics.close();
        topic.close();
    }

    @Test
    void eventsOfAllPartitionsReachTheReadModel() {
        start();
        for (int i = 0; i < 30; i++) {
            publish(log.append(Log.placed("o-" + i)));
        }

        awaitOrders(30);
        assertThat(database.values("SELECT sum(events) FROM read_model.checkpoint")).containsExactly("30");
        assertThat(database.values("SELECT count(*) FROM read_model.checkpoint")).containsExactly("3");
    }

    @Test
    void anErrorOnItsThreadIsShownAndGotOver() {
        ProjectionConsumer consumer = start();
        publish(log.append(Log.placed("o-1")));
        awaitOrders(1);
        workers.strike("projection-order_search", new NoClassDefFoundError("injected"));
        await().atMost(PATIENCE).until(() -> workers.failures("projection-order_search") > 0);
        publish(log.append(Log.placed("o-2")));

        awaitOrders(2);
        await().atMost(PATIENCE).until(() -> workers.statuses().stream().allMatch(WorkerStatus::isWell));
        assertThat(consumer.status().state()).isEqualTo(ProjectionState.RUNNING);
        assertThat(database.values("SELECT sum(events) FROM read_model.checkpoint")).containsExactly("2");
    }

    @Test
    void aRestartGoesOnAtTheCheckpointWhateverKafkaRemembers() {
        publish(log.append(Log.placed("o-1")));
        ProjectionConsumer first = start();
        awaitOrders(1);
        first.close();
        forgetOffsets();
        publish(log.append(new OrderReserved(new OrderId("o-1"), Log.NOON)), log.append(Log.placed("o-2")));

        start();

        awaitOrders(2);
        await().atMost(PATIENCE)
            .untilAsserted(
                    () -> assertThat(database.values("SELECT status FROM read_model.order_search ORDER BY order_id"))
                        .containsExactly("RESERVED", "PLACED"));
        assertThat(database.values("SELECT sum(events) FROM read_model.checkpoint")).containsExactly("3");
    }

    @Test
    void aTopicThatWasMadeAnewWhileStoppedStopsTheProjection() {
        publish(log.append(Log.placed("o-1")));
        ProjectionConsumer first = start();
        awaitOrders(1);
        first.close();
        topic.recreate();

        ProjectionConsumer second = start();

        awaitStopped(second, "is not the one that was read");
    }

    @Test
    void aTopicThatIsMadeAnewWhileReadStopsTheProjection() {
        publish(log.append(Log.placed("o-1")));
        ProjectionConsumer consumer = start();
        awaitOrders(1);

        topic.recreate();
        publish(log.append(Log.placed("o-2")), log.append(Log.placed("o-3")), log.append(Log.placed("o-4")));

        awaitStopped(consumer, "is not the one that was read");
        assertThat(database.values("SELECT count(*) FROM read_model.order_search")).containsExactly("1");
    }

    @Test
    void aCheckpointBeyondTheEndStopsTheProjection() {
        ProjectionConsumer first = start();
        await().atMost(PATIENCE).until(() -> first.status().state() == ProjectionState.RUNNING);
        first.close();
        database.execute("UPDATE read_model.checkpoint SET next_offset = 99");

        awaitStopped(start(), "the checkpoint is at 99");
    }

    @Test
    void aCheckpointBeyondTheLogStopsTheProjection() {
        publish(log.append(Log.placed("o-1")));
        ProjectionConsumer first = start();
        awaitOrders(1);
        first.close();
        database.execute("UPDATE read_model.checkpoint SET position = 9000000000000000000");

        awaitStopped(start(), "which the log does not have");
    }

    @Test
    void recordsOfStrangersNeitherStopItNorMoveItsProgress() {
        ProjectionConsumer consumer = start();
        for (int i = 0; i < 300; i++) {
            topic.write(null, Map.of(), "x");
        }
        topic.write("k".repeat(8_192), Map.of(), "x");
        publish(log.append(Log.placed("o-1")));

        awaitOrders(1);
        await().atMost(PATIENCE)
            .untilAsserted(() -> assertThat(database.values("SELECT sum(next_offset) FROM read_model.checkpoint"))
                .containsExactly("302"));
        assertThat(database.values("SELECT sum(events) || ' ' || max(position) FROM read_model.checkpoint"))
            .containsExactly("1 1");
        assertThat(database.values("SELECT count(*) FROM read_model.stranger")).containsExactly("301");
        assertThat(consumer.status().lastError()).isNull();
    }

    @Test
    void streamsParkedByAReleaseThatDidNotKnowAnEventAreRetriedAtTheStart() {
        publish(log.append(Log.placed("o-1")),
                log.append(new OrderReserved(new OrderId("o-1"), Log.NOON), new StoredForm("OrderTeleported", 1,
                        "{\"orderId\":\"o-1\",\"occurredAt\":\"2026-11-21T12:00:00Z\"}")));
        ProjectionConsumer former = start();
        await().atMost(PATIENCE)
            .until(() -> database.values("SELECT count(*) FROM read_model.parked_stream").equals(List.of("1")));
        former.close();
        // As if this release were the first to know the type.
        database.execute("UPDATE read_model.dead_letter SET event_type = 'OrderReserved'");
        database.execute("UPDATE event_store.event SET event_type = 'OrderReserved' WHERE version = 2");

        start();

        await().atMost(PATIENCE)
            .untilAsserted(() -> assertThat(database.values("SELECT status FROM read_model.order_search"))
                .containsExactly("RESERVED"));
        assertThat(database.values("SELECT count(*) FROM read_model.parked_stream")).containsExactly("0");
    }

    @Test
    void aTopicThatIsNotThereYetIsWaitedFor() {
        topic.delete();
        ProjectionConsumer consumer = start();
        await().atMost(PATIENCE).until(() -> consumer.status().state() == ProjectionState.WAITING);

        topic.recreate();
        publish(log.append(Log.placed("o-1")));

        awaitOrders(1);
        assertThat(consumer.status().state()).isEqualTo(ProjectionState.RUNNING);
    }

    @Test
    void aDatabaseThatRefusesForAWhileIsTriedAgain() {
        ProjectionConsumer consumer = start();
        await().atMost(PATIENCE).until(() -> consumer.status().state() == ProjectionState.RUNNING);
        database.execute("ALTER TABLE read_model.order_search RENAME TO away");
        publish(log.append(Log.placed("o-1")));
        await().atMost(PATIENCE).until(() -> consumer.status().state() == ProjectionState.RETRYING);

        database.execute("ALTER TABLE read_model.away RENAME TO order_search");

        awaitOrders(1);
        assertThat(database.values("SELECT count(*) FROM read_model.dead_letter")).containsExactly("0");
        await().atMost(PATIENCE).until(() -> consumer.status().state() == ProjectionState.RUNNING);
    }

    @Test
    void twoProcessesShareThePartitions() {
        ProjectionConsumer one = start();
        ProjectionConsumer two = start();
        await().atMost(PATIENCE)
            .until(() -> !one.status().partitions().isEmpty() && !two.status().partitions().isEmpty()
                    && one.status().partitions().size() + two.status().partitions().size() == EventTopic.PARTITIONS);
        for (int i = 0; i < 10; i++) {
            publish(log.append(Log.placed("o-" + i)));
        }
        awaitOrders(10);

        one.close();
        for (int i = 0; i < 10; i++) {
            publish(log.append(new OrderReserved(new OrderId("o-" + i), Log.NOON)));
        }

        await().atMost(PATIENCE)
            .untilAsserted(
                    () -> assertThat(database.values("SELECT count(*) FROM read_model.order_search WHERE version = 2"))
                        .containsExactly("10"));
        assertThat(database.values("SELECT sum(events) FROM read_model.checkpoint")).containsExactly("20");
    }

    @Test
    void aBrokerThatIsAwayIsWaitedForAndNothingIsLost(@TempDir Path folder) {
        EmbeddedKafka broker = EmbeddedKafka.start(folder, 0);
        use(broker.bootstrapServers());
        publish(log.append(Log.placed("o-1")));
        ProjectionConsumer consumer = start();
        awaitOrders(1);

        broker.close();
        await().atMost(PATIENCE).until(() -> consumer.status().state() == ProjectionState.WAITING);
        try (EmbeddedKafka again = EmbeddedKafka.start(folder, broker.port())) {
            publish(log.append(Log.placed("o-2")), log.append(new OrderReserved(new OrderId("o-1"), Log.NOON)));
            awaitOrders(2);
            await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                        database.values("SELECT status FROM read_model.order_search ORDER BY order_id"))
                    .containsExactly("RESERVED", "PLACED"));
            assertThat(again.port()).isEqualTo(broker.port());
            stop();
        }
    }

    private void publish(Log.Published... events) {
        topic.publish(Stream.of(events).map(database::recorded).toArray(Log.Published[]::new));
    }

    private void use(String bootstrapServers) {
        topics.close();
        topic.close();
        topic = new EventTopic(bootstrapServers);
        topics = new Topics(bootstrapServers);
    }

    private ProjectionConsumer start() {
        Projection projection = OrderSearch.projection();
        DataSource dataSource = database.projections();
        var registry = new SimpleMeterRegistry();
        var meters = new ProjectionMeters(registry, projection.name());
        var applier = new BatchApplier(projection, dataSource, ApplyObserver.NONE);
        var settings = new ConsumerSettings(topic.bootstrapServers(), 100, 1_048_576, Duration.ofMillis(10),
                Duration.ofMillis(100),
                Duration.ofSeconds(30), Duration.ofMillis(20), Duration.ofMillis(200));
        var retry = new DeadLetterRetry(projection, dataSource, ApplyObserver.NONE);
        var consumer = new ProjectionConsumer(workers, projection.name(), settings, topics, dataSource, applier, retry,
                meters,
                registry);
        started.add(consumer);
        consumer.start();
        return consumer;
    }

    /** As after a kill between the commit and the report: Kafka believes that nothing was read. */
    private void forgetOffsets() {
        try (var kafka = Admin
            .create(Map.of("bootstrap.servers", topic.bootstrapServers()))) {
            await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                kafka.deleteConsumerGroups(List.of("orderflow.order_search")).all().get();
                return true;
            });
        }
    }

    private void awaitOrders(int orders) {
        await().atMost(PATIENCE)
            .untilAsserted(() -> assertThat(database.values("SELECT count(*) FROM read_model.order_search"))
                .containsExactly(Integer.toString(orders)));
    }

    private static void awaitStopped(ProjectionConsumer consumer, String reason) {
        await().atMost(PATIENCE).until(() -> consumer.status().state() == ProjectionState.STOPPED);
        var error = consumer.status().lastError();
        assertThat(error).isNotNull();
        assertThat(String.valueOf(error)).contains(reason);
        consumer.close();
        assertThat(consumer.status().state()).as("also when it has left").isEqualTo(ProjectionState.STOPPED);
    }
}
