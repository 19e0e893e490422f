package io.orderflow.command.fulfilment;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.orderflow.command.dispatch.CommandDispatcher;
import io.orderflow.command.payment.PaymentPort;
import io.orderflow.command.payment.PaymentProperties;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.postgres.LeaderLease;
import io.orderflow.observability.Saturation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.PlatformTransactionManager;

/** Puts the process manager together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FulfilmentProperties.class)
@EnableScheduling
class FulfilmentConfiguration {
    private static final String TASK = "fulfilment";
    private static final String TRACER = "io.orderflow.command.fulfilment";
    /** What a claim lasts beyond the longest call of the provider. */
    private static final Duration CLAIM_MARGIN = Duration.ofSeconds(5);

    @Bean
    static FulfilmentStore fulfilmentStore(DataSource database, PlatformTransactionManager transactions) {
        return new FulfilmentStore(database, transactions);
    }

    @Bean
    static FulfilmentBoard fulfilmentBoard(JdbcClient jdbc) {
        return new FulfilmentBoard(jdbc);
    }

    @Bean
    static FulfilmentMonitor fulfilmentMonitor(FulfilmentStore store, EventStore log, MeterRegistry meters) {
        return new FulfilmentMonitor(store, log, meters);
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "orderflow.fulfilment.enabled", matchIfMissing = true)
    static FulfilmentLifecycle fulfilment(FulfilmentProperties settings, PaymentProperties payment,
            FulfilmentStore store, EventStore log, CommandDispatcher dispatcher, PaymentPort provider,
            DataSource database, OpenTelemetry telemetry, MeterRegistry meters, Clock clock) {
        String process = UUID.randomUUID().toString();
        DueQueue queue = new DueQueue();
        Consumer<Fulfilment> toQueue = state -> offerIfDue(queue, state, clock.instant());
        ReactionSpan span = new ReactionSpan(telemetry.getTracer(TRACER));
        CommandIssuer issuer = new CommandIssuer(dispatcher);

        var reactions = new BatchReactions(new Reactor(issuer, new LostInstances(log), span, clock),
                settings.reactionsMax());
        var tailer = new FulfilmentTailer(log, store, reactions,
                new LeaderLease(database, TASK, process, settings.lease()), toQueue, settings);
        Duration claim = payment.connectTimeout().plus(payment.callTimeout()).plus(CLAIM_MARGIN);
        var work = new DueWork(store, issuer, provider, settings.payment().policy(), claim, span, toQueue, clock);
        var workers = new DueWorkers(queue, work, payment.callsMax());
        var scheduler = new DueTask(store, queue, clock).scheduler(database, process, settings.dueInterval());
        Saturation.register(meters, "fulfilment_workers",
                () -> Math.max(reactions.saturation(), workers.saturation()));
        return new FulfilmentLifecycle(tailer, reactions, workers, scheduler);
    }

    private static void offerIfDue(DueQueue queue, Fulfilment state, Instant now) {
        Instant due = state.progress().dueAt();
        if (due != null && !due.isAfter(now)) {
            queue.offer(state.orderId());
        }
    }
}
