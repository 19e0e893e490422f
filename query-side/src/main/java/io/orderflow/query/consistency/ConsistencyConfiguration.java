package io.orderflow.query.consistency;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.orderflow.readmodel.ReadModelProgress;
import io.orderflow.worker.Workers;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReadProperties.class)
class ConsistencyConfiguration {
    @Bean
    ProgressReader progressReader(DataSource dataSource, JdbcTemplate template, ReadProperties properties) {
        return new ProgressReader(new ReadModelProgress(dataSource), template.getExceptionTranslator(), properties);
    }

    @Bean
    ProgressWaiters progressWaiters(Workers workers, ProgressReader progress, ReadProperties properties) {
        return new ProgressWaiters(workers, progress, properties.positionInterval());
    }

    @Bean
    Reads reads(ProgressReader progress, ProgressWaiters waiters, JdbcClient jdbc, OpenTelemetry telemetry,
            MeterRegistry meters) {
        return new Reads(new ReadGate(progress, waiters), new LastEventTrace(jdbc),
                telemetry.getTracer("io.orderflow.query"), meters);
    }
}
