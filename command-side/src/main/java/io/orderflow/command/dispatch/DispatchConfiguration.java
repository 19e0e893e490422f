package io.orderflow.command.dispatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.orderflow.eventstore.EventStore;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DispatchConfiguration {
    @Bean
    static CommandDispatcher commandDispatcher(Aggregates aggregates, EventStore eventLog, Clock clock, Tracer tracer,
            MeterRegistry meters) {
        return new ObservedDispatcher(new RetryingDispatcher(aggregates, eventLog, Backoff.DEFAULT, clock), tracer,
                meters);
    }
}
