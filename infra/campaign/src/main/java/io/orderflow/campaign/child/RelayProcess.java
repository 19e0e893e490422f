package io.orderflow.campaign.child;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.orderflow.eventstore.Shard;
import io.orderflow.eventstore.postgres.PostgresEventStore;
import io.orderflow.eventstore.postgres.StoreObserver;
import io.orderflow.eventstore.postgres.StoreSettings;
import io.orderflow.relay.Relay;
import io.orderflow.relay.RelaySettings;
import io.orderflow.worker.Workers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Runs a relay for each shard. Arguments: databases, Kafka's bootstrap servers, topic, lease in milliseconds, name of
 * the holder. The order {@value #STOP} stops it cleanly, {@value #STRIKE} and a worker's name makes its next step meet
 * an {@link Error}.
 */
public final class RelayProcess {
    public static final String STOP = "STOP";
    public static final String STRIKE = "STRIKE ";
    /** Partitions of the topic: a multiple of every number of shards that a campaign takes. */
    public static final int PARTITIONS = 12;
    private static final int BATCH_EVENTS_MAX = 500;

    private RelayProcess() {}

    public static void main(String[] arguments) {
        Databases databases = Databases.parse(arguments[0]);
        Map<String, Object> kafka = Map.of("bootstrap.servers", arguments[1]);
        int shards = databases.names().size();
        Workers workers = new Workers();
        List<Relay> relays = IntStream.range(0, shards)
            .mapToObj(shard -> relay(workers, databases, shard, kafka, settings(new Shard(shard, shards), arguments),
                    arguments[4]))
            .toList();
        relays.forEach(Relay::start);
        Parent.listen(order -> {
            if (order.equals(STOP)) {
                relays.forEach(Relay::close);
                System.exit(0);
            } else if (order.startsWith(STRIKE)) {
                workers.strike(order.substring(STRIKE.length()), new StackOverflowError("struck by the campaign"));
            }
        });
    }

    private static RelaySettings settings(Shard shard, String[] arguments) {
        return new RelaySettings(shard, arguments[2], PARTITIONS, (short) 1, BATCH_EVENTS_MAX, Duration.ofMillis(25),
                Duration.ofMillis(Long.parseLong(arguments[3])), Duration.ofMillis(500), Duration.ofSeconds(30));
    }

    private static Relay relay(Workers workers, Databases databases, int shard, Map<String, Object> kafka,
            RelaySettings settings,
            String holder) {
        var pool = databases.pool(shard);
        var store = new PostgresEventStore(new Workers(), pool, StoreSettings.DEFAULT, StoreObserver.NONE);
        return new Relay(workers, store, pool, kafka, settings, holder, OpenTelemetry.noop().getTracer("campaign"),
                new SimpleMeterRegistry(), Relay::plainProducer);
    }
}
