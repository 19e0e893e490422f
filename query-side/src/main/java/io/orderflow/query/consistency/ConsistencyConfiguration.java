package io.orderflow.query.consistency;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.orderflow.readmodel.ReadModelProgress;
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
    Reads reads(DataSource dataSource, JdbcTemplate template, JdbcClient jdbc, OpenTelemetry telemetry,
            MeterRegistry meters, ReadProperties properties) {
        var progress = new ProgressReader(new ReadModelProgress(dataSource), template.getExceptionTranslator(),
                properties);
        var waiters = new ProgressWaiters(progress, properties.positionInterval());
        return new Reads(new ReadGate(progress, waiters), new LastEventTrace(jdbc),
                telemetry.getTracer("io.orderflow.query"), meters);
    }
}
