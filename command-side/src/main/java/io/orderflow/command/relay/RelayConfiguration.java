package io.orderflow.command.relay;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.opentelemetry.api.trace.Tracer;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.Shard;
import io.orderflow.relay.Relay;
import io.orderflow.relay.RelayLag;
import io.orderflow.worker.Workers;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs the relay in this process; of several processes one leads and the others stand by. */
@Configuration(proxyBeanMethods = false)
class RelayConfiguration {
    /** Every process tells the lag, also one that does not publish. */
    @Bean
    static MeterBinder relayLag(EventStore eventLog, DataSource database) {
        return new RelayLag(eventLog, database, Shard.ONLY)::bindTo;
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    @ConditionalOnProperty(name = "orderflow.relay.enabled", matchIfMissing = true)
    static Relay relay(
            Workers workers,
            EventStore eventLog,
            DataSource database,
            KafkaProperties kafka,
            RelayProperties relay,
            Tracer tracer,
            MeterRegistry meters) {
        return new Relay(workers, eventLog, database, Map.of("bootstrap.servers", kafka.bootstrapServers()),
                relay.settings(),
                UUID.randomUUID().toString(), tracer, meters, new MeteredProducers(meters));
    }
}
