package io.orderflow.command.fulfilment;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.orderflow.command.dispatch.CommandBatches;
import io.orderflow.command.payment.PaymentPort;
import io.orderflow.command.payment.PaymentProperties;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.leadership.Leader;
import io.orderflow.observability.Saturation;
import io.orderflow.worker.WakeUp;
import io.orderflow.worker.WorkerSettings;
import io.orderflow.worker.Workers;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the process manager together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FulfilmentProperties.class)
class FulfilmentConfiguration {
    private static final String TASK = "fulfilment";
    private static final String TRACER = "io.orderflow.command.fulfilment";
    /** Calls on their way or waiting for one, and answers that wait for their turn, for each call at a time. */
    private static final int OPEN_PER_CALL = 8;
    /** What a claim lasts beyond the longest call of the provider; a call waits for less than that. */
    private static final Duration CLAIM_MARGIN = Duration.ofSeconds(5);

    @Bean
    static FulfilmentStore fulfilmentStore(DataSource database) {
        return new FulfilmentStore(database);
    }

    @Bean
    static FulfilmentBoard fulfilmentBoard(JdbcClient jdbc) {
        return new FulfilmentBoard(jdbc);
    }

    @Bean
    static OperatorRequests operatorRequests(JdbcClient jdbc) {
        return new OperatorRequests(jdbc);
    }

    @Bean
    static FulfilmentMonitor fulfilmentMonitor(Workers workers, FulfilmentStore store, EventStore log,
            MeterRegistry meters) {
        return new FulfilmentMonitor(workers, store, log, meters);
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "orderflow.fulfilment.enabled", matchIfMissing = true)
    static FulfilmentLifecycle fulfilment(Workers workers, FulfilmentProperties settings, PaymentProperties payment,
            FulfilmentStore store, EventStore log, CommandBatches batches, PaymentPort provider, DataSource database,
            OpenTelemetry telemetry, MeterRegistry meters, Clock clock) {
        var wakeUp = new WakeUp();
        var calls = new PaymentCalls(provider, OPEN_PER_CALL * payment.callsMax(), wakeUp::signal);
        FulfilmentTurn turn = turn(settings, payment, store, log, batches, calls, JdbcClient.create(database),
                new ReactionSpan(telemetry.getTracer(TRACER)), clock);
        String process = UUID.randomUUID().toString();
        var work = new FulfilmentWork(turn, store, wakeUp, settings.pollInterval());
        var leader = new Leader<>(workers, WorkerSettings.named(TASK).stoppingWithin(Duration.ZERO), database, process,
                settings.lease(), work);
        log.onAppended(wakeUp::signal);
        Saturation.register(meters, "fulfilment_calls", calls::saturation);
        Saturation.register(meters, "fulfilment_batch", turn::saturation);
        return new FulfilmentLifecycle(leader, calls);
    }

    private static FulfilmentTurn turn(FulfilmentProperties settings, PaymentProperties payment, FulfilmentStore store,
            EventStore log, CommandBatches batches, PaymentCalls calls, JdbcClient jdbc, ReactionSpan spans,
            Clock clock) {
        var instances = new Instances(store, settings.instancesMax());
        var issuer = new CommandIssuer(batches);
        var reactor = new BatchReactor(instances, issuer, new LostInstances(log), spans, clock);
        PaymentPolicy policy = settings.payment().policy();
        var answers = new PaymentAnswers(instances, issuer, policy, spans, clock);
        Duration claim = payment.connectTimeout().plus(payment.callTimeout()).plus(CLAIM_MARGIN);
        var due = new DueInstances(instances, store, issuer, calls, policy, claim, settings.dueInterval(), spans,
                clock);
        var operators = new OperatorActions(new OperatorRequests(jdbc), new MissedEvents(jdbc, log), instances, reactor,
                issuer, log, spans, settings.dueInterval(), clock);
        return new FulfilmentTurn(log, batches, store, instances, reactor, calls, answers, due, operators, settings);
    }
}
