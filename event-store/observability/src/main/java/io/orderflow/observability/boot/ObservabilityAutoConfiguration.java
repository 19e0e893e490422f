package io.orderflow.observability.boot;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.orderflow.observability.Saturation;
import jakarta.servlet.Filter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Adds the saturation of what every process has: processor, heap, garbage collector, span queue and, where there is
 * one, connection pool.
 */
@AutoConfiguration
public class ObservabilityAutoConfiguration {
    @Bean
    static MeterBinder processSaturation() {
        return new ProcessSaturation();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HikariDataSource.class)
    static class ConnectionPool {
        @Bean
        static MeterBinder poolSaturation(ObjectProvider<HikariDataSource> pools) {
            return meters -> pools.stream().findFirst().ifPresent(pool -> register(meters, pool));
        }

        private static void register(MeterRegistry meters, HikariDataSource pool) {
            Saturation.register(meters, "db_pool", () -> {
                var state = pool.getHikariPoolMXBean();
                if (state == null) {
                    return 0;
                }
                return state.getThreadsAwaitingConnection() > 0
                        ? 1
                        : (double) state.getActiveConnections() / pool.getMaximumPoolSize();
            });
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SdkMeterProvider.class)
    static class SpanQueue {
        /** Found by Boot's span processor, which reports its queue to it. */
        @Bean
        static SdkMeterProvider spanQueueMeters(SpanQueueReader reader) {
            return SdkMeterProvider.builder().registerMetricReader(reader).build();
        }

        @Bean
        static SpanQueueReader spanQueueReader(
                @Value("${management.opentelemetry.tracing.export.max-queue-size:2048}") int queueSpansMax) {
            return new SpanQueueReader(queueSpansMax);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(Filter.class)
    static class Http {
        @Bean
        static TraceIdHeaderFilter traceIdHeaderFilter() {
            return new TraceIdHeaderFilter();
        }
    }
}
