package io.orderflow.benchmarks.publishing;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.orderflow.benchmarks.servers.Broker;
import io.orderflow.benchmarks.servers.Store;
import io.orderflow.eventstore.Shard;
import io.orderflow.relay.Relay;
import io.orderflow.relay.RelaySettings;
import io.orderflow.worker.Workers;
import java.time.Duration;
import java.util.UUID;

/** Relays with the settings of the command side. */
final class Relays {
    private static final short REPLICATION = 1;
    private static final int BATCH_EVENTS = 2_000;

    private Relays() {}

    static Relay start(Store store, Broker broker, String topic, MeterRegistry meters) {
        RelaySettings settings = new RelaySettings(Shard.ONLY, topic, Broker.PARTITIONS, REPLICATION, BATCH_EVENTS,
                Duration.ofMillis(25), Duration.ofSeconds(3), Duration.ofMillis(500), Duration.ofSeconds(30));
        Relay relay = new Relay(new Workers(), store.log(), store.pool(), broker.client(), settings,
                UUID.randomUUID().toString(),
                OpenTelemetry.noop().getTracer("benchmarks"), meters, Relay::plainProducer);
        relay.start();
        return relay;
    }
}
