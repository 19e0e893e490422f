package io.orderflow.observability.boot;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.orderflow.observability.Saturation;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Adds the saturation of what every process has: processor, heap, garbage collector and, where there is one, connection
 * pool; and keeps connections that cannot write out of a pool that is written through.
 */
@AutoConfiguration(after = TracingAutoConfiguration.class)
public class ObservabilityAutoConfiguration {
    @Bean
    static MeterBinder processSaturation() {
        return new ProcessSaturation();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HikariDataSource.class)
    static class ConnectionPool {
        @Bean
        static BeanPostProcessor writablePools() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessBeforeInitialization(Object bean, String name) {
                    if (bean instanceof HikariDataSource pool) {
                        WritablePool.keep(pool);
                    }
                    return bean;
                }
            };
        }

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
}
