package io.orderflow.observability.boot;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.orderflow.worker.Workers;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** The workers of a process, with their meters and their health. */
@AutoConfiguration
public class WorkersAutoConfiguration {
    @Bean
    static Workers processWorkers() {
        return new Workers();
    }

    @Bean
    static WorkersEndpoint workersEndpoint(Workers workers) {
        return new WorkersEndpoint(workers);
    }

    @Bean
    static MeterBinder workerMeters(Workers workers) {
        return new WorkerMeters(workers);
    }

    /** Named {@code workers} in the health. */
    @Bean
    static HealthIndicator workersHealthIndicator(Workers workers) {
        return new WorkersHealth(workers);
    }
}
