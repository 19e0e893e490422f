package io.orderflow.command.configuration;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.orderflow.contract.EventCodec;
import io.orderflow.eventstore.observed.ObservedBatches;
import io.orderflow.eventstore.postgres.PostgresEventStore;
import io.orderflow.eventstore.postgres.StoreMaintenance;
import io.orderflow.eventstore.postgres.StoreSettings;
import io.orderflow.worker.Workers;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The event store on this application's pool, measured. */
@Configuration(proxyBeanMethods = false)
class EventStoreConfiguration {
    private static final String INSTRUMENTATION = "io.orderflow.command";

    @Bean
    static Tracer tracer(OpenTelemetry openTelemetry) {
        return openTelemetry.getTracer(INSTRUMENTATION);
    }

    @Bean
    static EventCodec eventCodec() {
        return new EventCodec();
    }

    @Bean
    static Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    @DependsOnDatabaseInitialization
    static PostgresEventStore eventLog(Workers workers, DataSource database, Tracer tracer, MeterRegistry meters) {
        var store = new PostgresEventStore(workers, database, StoreSettings.DEFAULT,
                new ObservedBatches(tracer, meters));
        ObservedBatches.bindQueue(store, meters);
        return store;
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    @DependsOnDatabaseInitialization
    static StoreMaintenance eventStoreMaintenance(Workers workers, DataSource database,
            MaintenanceProperties maintenance) {
        return new StoreMaintenance(workers, database, maintenance.settings());
    }
}
