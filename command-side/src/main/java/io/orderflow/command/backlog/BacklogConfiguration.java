package io.orderflow.command.backlog;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.observability.MeterName;
import io.orderflow.observability.Meters;
import io.orderflow.worker.Workers;
import java.time.Duration;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BacklogConfiguration {
    @Bean(initMethod = "start", destroyMethod = "close")
    @DependsOnDatabaseInitialization
    static BacklogReader backlog(Workers workers, DataSource database, MeterRegistry meters,
            @Value("${orderflow.fulfilment.enabled:true}") boolean fulfilmentIsHere) {
        var reader = new BacklogReader(workers, database, fulfilmentIsHere);
        gauge(meters, "fulfilment", reader.fulfilment()::age);
        gauge(meters, "expected", reader::expectedWait);
        gauge(meters, "relay", reader.relay()::age);
        return reader;
    }

    private static void gauge(MeterRegistry meters, String part, Supplier<Duration> age) {
        Meters.gauge(meters, MeterName.BACKLOG_AGE, "seconds", () -> age.get().toNanos() / 1e9, "part", part);
    }
}
