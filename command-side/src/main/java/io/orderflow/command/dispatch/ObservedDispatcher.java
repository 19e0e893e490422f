package io.orderflow.command.dispatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.orderflow.command.domain.DomainCommand;
import io.orderflow.observability.MeterName;
import io.orderflow.observability.Meters;
import io.orderflow.observability.SpanAttributes;
import io.orderflow.observability.SpanName;
import io.orderflow.observability.Spans;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gives each command its span and its time, by type and outcome. A refusal is an outcome, not an error. */
final class ObservedDispatcher implements CommandDispatcher {
    private enum Outcome {
        ACCEPTED, REJECTED, CONFLICT, DUPLICATE, FAILED;

        String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final CommandDispatcher delegate;
    private final Tracer tracer;
    private final Map<String, Map<Outcome, Timer>> timers;

    ObservedDispatcher(CommandDispatcher delegate, Tracer tracer, MeterRegistry meters) {
        this.delegate = delegate;
        this.tracer = tracer;
        this.timers = commandTypes(DomainCommand.class)
            .collect(Collectors.toUnmodifiableMap(Function.identity(), type -> timers(meters, type)));
    }

    @Override
    public CommandResult dispatch(DomainCommand command, CommandContext context) {
        Span span = Spans.start(tracer, SpanName.COMMAND, command.type());
        Timer.Sample time = Timer.start();
        Outcome outcome = Outcome.FAILED;
        try (var _ = span.makeCurrent()) {
            CommandResult result = delegate.dispatch(command, context);
            outcome = outcome(result);
            return result;
        } catch (RuntimeException failure) {
            Spans.fail(span, failure);
            throw failure;
        } finally {
            describe(span, command, outcome);
            time.stop(timer(command.type(), outcome));
            span.end();
        }
    }

    private static void describe(Span span, DomainCommand command, Outcome outcome) {
        if (span.isRecording()) {
            span.setAttribute(SpanAttributes.CQRS_COMMAND_TYPE, command.type());
            span.setAttribute(SpanAttributes.CQRS_AGGREGATE_TYPE, command.stream().kind().aggregateType());
            span.setAttribute(SpanAttributes.CQRS_COMMAND_OUTCOME, outcome.tag());
        }
    }

    private Timer timer(String commandType, Outcome outcome) {
        Timer timer = timers.getOrDefault(commandType, Map.of()).get(outcome);
        if (timer == null) {
            throw new IllegalStateException("no timer for " + commandType);
        }
        return timer;
    }

    private static Outcome outcome(CommandResult result) {
        return switch (result) {
            case CommandResult.Accepted _ -> Outcome.ACCEPTED;
            case CommandResult.Rejected _,CommandResult.NotFound _ -> Outcome.REJECTED;
            case CommandResult.VersionMismatch _,CommandResult.Contended _ -> Outcome.CONFLICT;
            case CommandResult.Replayed _ -> Outcome.DUPLICATE;
        };
    }

    private static Map<Outcome, Timer> timers(MeterRegistry meters, String commandType) {
        Map<Outcome, Timer> byOutcome = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            byOutcome.put(outcome, Meters.timer(meters, MeterName.COMMAND_DURATION, "command", commandType, "outcome",
                    outcome.tag()));
        }
        return byOutcome;
    }

    /** The records of a sealed family: a counter that appears with its first event would hide that event. */
    private static Stream<String> commandTypes(Class<?> family) {
        return family.isSealed()
                ? Arrays.stream(family.getPermittedSubclasses()).flatMap(ObservedDispatcher::commandTypes)
                : Stream.of(family.getSimpleName());
    }
}
