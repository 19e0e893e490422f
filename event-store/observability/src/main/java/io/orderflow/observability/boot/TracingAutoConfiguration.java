package io.orderflow.observability.boot;

import ch.qos.logback.classic.LoggerContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.orderflow.observability.tracing.Tracing;
import io.orderflow.observability.tracing.TracingSettings;
import io.prometheus.metrics.tracer.common.SpanContext;
import jakarta.servlet.Filter;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Tracing by the OpenTelemetry SDK: server spans, trace ids in logs and exemplars. An application that has an
 * {@link OpenTelemetry} of its own keeps it.
 */
@AutoConfiguration(afterName = "org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration", beforeName = "org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration")
@ConditionalOnMissingBean(OpenTelemetry.class)
@EnableConfigurationProperties(TracingProperties.class)
public class TracingAutoConfiguration {
    private static final String RATIO = "management.tracing.sampling.probability";
    private static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

    /** Exports to a bean that is an exporter, such as that of a test, instead of the endpoint. */
    @Bean(destroyMethod = "close")
    static Tracing tracing(Environment environment, TracingProperties properties, ObjectProvider<BuildProperties> build,
            ObjectProvider<SpanExporter> exporters) {
        String endpoint = environment.getProperty(ENDPOINT, "");
        String version = build.stream().map(BuildProperties::getVersion).findFirst().orElse("unknown");
        var settings = new TracingSettings(environment.getRequiredProperty("spring.application.name"),
                version == null ? "unknown" : version, endpoint.isBlank() ? null : endpoint,
                environment.getProperty(RATIO, Double.class, TracingSettings.RATIO_DEFAULT),
                properties.tracesPerSecondMax(), properties.queueSpansMax(), properties.scheduleDelay());
        SpanExporter exporter = exporters.getIfAvailable();
        return exporter == null ? Tracing.start(settings) : Tracing.start(settings, exporter);
    }

    @Bean
    static OpenTelemetry openTelemetry(Tracing tracing) {
        return tracing.openTelemetry();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SpanContext.class)
    static class Exemplars {
        @Bean
        static SpanContext exemplarSpans() {
            return new ExemplarSpans();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(LoggerContext.class)
    static class Logs {
        @Bean
        static TracedLogs tracedLogs() {
            return new TracedLogs(LoggerFactory.getILoggerFactory());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(Filter.class)
    static class Http {
        @Bean
        static ServerTelemetryFilter serverTelemetryFilter(OpenTelemetry telemetry, MeterRegistry meters) {
            return new ServerTelemetryFilter(new ServerSpans(telemetry), new ServerMeters(meters));
        }
    }
}
