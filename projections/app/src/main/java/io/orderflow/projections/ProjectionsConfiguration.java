package io.orderflow.projections;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.orderflow.observability.MeterName;
import io.orderflow.observability.Meters;
import io.orderflow.observability.Saturation;
import io.orderflow.projections.apply.ApplyObserver;
import io.orderflow.projections.apply.ApplyTelemetry;
import io.orderflow.projections.apply.BatchApplier;
import io.orderflow.projections.apply.DeadLetterRetry;
import io.orderflow.projections.consume.ConsumerSettings;
import io.orderflow.projections.consume.ProjectionConsumer;
import io.orderflow.projections.consume.ProjectionState;
import io.orderflow.projections.consume.Topics;
import io.orderflow.projections.fold.Projection;
import io.orderflow.projections.observe.LagMonitor;
import io.orderflow.projections.observe.ProjectionMeters;
import io.orderflow.projections.orderdetail.OrderDetail;
import io.orderflow.projections.ordersearch.OrderSearch;
import io.orderflow.projections.stocklevels.StockLevels;
import io.orderflow.worker.Workers;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javax.sql.DataSource;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the projections together. */
@Configuration(proxyBeanMethods = false)
class ProjectionsConfiguration {
    private static final List<Projection> PROJECTIONS = List.of(OrderDetail.projection(), OrderSearch.projection(),
            StockLevels.projection());

    @Bean
    Topics topics(KafkaProperties kafka) {
        return new Topics(kafka.bootstrapServers());
    }

    @Bean
    LagMonitor lagMonitor(Workers workers, DataSource dataSource, MeterRegistry registry,
            ProjectionsProperties properties) {
        return new LagMonitor(workers, dataSource, registry, properties.lagMonitorInterval());
    }

    @Bean
    @DependsOnDatabaseInitialization
    RunningProjections runningProjections(Workers workers, KafkaProperties kafka, ProjectionsProperties properties,
            Topics topics,
            DataSource dataSource, OpenTelemetry openTelemetry, MeterRegistry registry, LagMonitor lagMonitor) {
        Tracer tracer = openTelemetry.getTracer("io.orderflow.projections");
        ConsumerSettings settings = properties.consumerSettings(kafka.bootstrapServers());
        List<RunningProjection> running = PROJECTIONS.stream()
            .map(it -> running(workers, it, settings, topics, dataSource, tracer, registry))
            .toList();
        registerSaturation(registry, properties, running);
        return new RunningProjections(running, lagMonitor);
    }

    private static RunningProjection running(Workers workers, Projection projection, ConsumerSettings settings,
            Topics topics,
            DataSource dataSource, Tracer tracer, MeterRegistry registry) {
        ProjectionMeters meters = new ProjectionMeters(registry, projection.name());
        ApplyObserver observer = new ApplyTelemetry(tracer, projection.name(), meters);
        BatchApplier applier = new BatchApplier(projection, dataSource, observer);
        DeadLetterRetry retry = new DeadLetterRetry(projection, dataSource, observer);
        ProjectionConsumer consumer = new ProjectionConsumer(workers, projection.name(), settings, topics, dataSource,
                applier,
                retry, meters, registry);
        Meters.gauge(registry, MeterName.PROJECTION_RUNNING, "",
                () -> consumer.status().state() == ProjectionState.RUNNING ? 1 : 0, "projection", projection.name());
        return new RunningProjection(projection.readModel(), consumer, retry);
    }

    private static void registerSaturation(MeterRegistry registry, ProjectionsProperties properties,
            List<RunningProjection> running) {
        Saturation.register(registry, "consumer_poll",
                () -> highest(running, it -> 1 - it.consumer().readings().pollIdleRatio()));
        Saturation.register(registry, "poll_interval",
                () -> highest(running, it -> it.consumer().readings().timeBetweenPollsMaxMillis()
                        / properties.pollIntervalMax().toMillis()));
    }

    private static double highest(List<RunningProjection> running, ToDoubleFunction<RunningProjection> ratio) {
        return running.stream().mapToDouble(ratio).filter(it -> !Double.isNaN(it)).max().orElse(0);
    }
}
