package io.orderflow.command.aggregate;

import com.github.f4b6a3.uuid.UuidCreator;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.orderflow.command.domain.Decision;
import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.EventCodec;
import io.orderflow.contract.StoredForm;
import io.orderflow.contract.StreamName;
import io.orderflow.eventstore.AppendRequest;
import io.orderflow.eventstore.AppendResult;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.ExpectedVersion;
import io.orderflow.eventstore.NewEvent;
import io.orderflow.observability.SpanAttributes;
import io.orderflow.observability.SpanName;
import io.orderflow.observability.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The commands of a batch for one aggregate: decided one after the other, each on the state that the one before left,
 * and stored as one append.
 */
final class StreamGroup {
    /**
     * @param lastEvent how many events of the group there are up to this command's last one
     */
    record Decided(OpenCommand command, Decision decision, int lastEvent) {
        boolean changes() {
            return decision instanceof Decision.Accepted(List<DomainEvent> events) && !events.isEmpty();
        }
    }

    private final StreamName stream;
    private final List<OpenCommand> commands = new ArrayList<>();
    private final List<Decided> decided = new ArrayList<>();
    private final List<NewEvent> events = new ArrayList<>();
    private final List<AppendRequest.Command> ids = new ArrayList<>();
    private @Nullable KnownState before;
    private @Nullable KnownState after;
    private @Nullable Span append;
    private @Nullable CompletableFuture<AppendResult> result;

    StreamGroup(StreamName stream) {
        this.stream = stream;
    }

    StreamName stream() {
        return stream;
    }

    /** False when the command's turn comes with a later attempt, after those before it. */
    boolean takes(OpenCommand command) {
        return commands.isEmpty() || !(command.goesAlone() || commands.getFirst().goesAlone());
    }

    void add(OpenCommand command) {
        commands.add(command);
    }

    List<OpenCommand> commands() {
        return commands;
    }

    List<Decided> decided() {
        return decided;
    }

    KnownState before() {
        return Objects.requireNonNull(before);
    }

    KnownState after() {
        return Objects.requireNonNull(after);
    }

    /** Null when nothing was to be appended. */
    @Nullable
    CompletableFuture<AppendResult> result() {
        return result;
    }

    /** A command whose rules fail has failed alone. */
    void decide(KnownState known, EventCodec codec, Tracer tracer) {
        before = known;
        KnownState state = known;
        append = commands.stream().filter(OpenCommand::isSampled).findFirst().map(it -> span(it, tracer)).orElse(null);
        for (OpenCommand command : commands) {
            try {
                state = decide(command, state, codec);
            } catch (RuntimeException defect) {
                command.failed(defect);
            }
        }
        after = state;
    }

    private KnownState decide(OpenCommand command, KnownState state, EventCodec codec) {
        Decision decision = state.state().decide(command.command());
        KnownState next = state;
        if (decision instanceof Decision.Accepted(List<DomainEvent> happened) && !happened.isEmpty()) {
            String metadata = command.metadata(command.isSampled() ? append : null).toJson();
            List<NewEvent> encoded = new ArrayList<>(happened.size());
            for (DomainEvent event : happened) {
                StoredForm form = codec.encode(event);
                encoded.add(new NewEvent(UuidCreator.getTimeOrderedEpoch(), form.type(), form.schemaVersion(),
                        form.payload(), metadata));
                next = next.after(event);
            }
            events.addAll(encoded);
            ids.add(new AppendRequest.Command(command.commandContext().commandId(),
                    command.commandContext().requestHash(), null, events.size()));
        }
        decided.add(new Decided(command, decision, events.size()));
        return next;
    }

    private Span span(OpenCommand first, Tracer tracer) {
        return tracer.spanBuilder(SpanName.APPEND.of(stream.kind().aggregateType()))
            .setSpanKind(SpanName.APPEND.kind())
            .setParent(first.context())
            .startSpan();
    }

    /** Returns at once. */
    void append(EventStore store) {
        if (events.isEmpty()) {
            return;
        }
        var request = new AppendRequest(stream.toString(), stream.kind().aggregateType(),
                ExpectedVersion.of(before().version()), ids, events);
        Span span = append;
        if (span == null) {
            result = store.append(request);
        } else {
            try (var _ = Context.root().with(span).makeCurrent()) {
                result = store.append(request);
            }
        }
    }

    /**
     * @param appended null unless events were stored
     */
    void ended(AppendResult.@Nullable Appended appended, @Nullable Throwable failure) {
        Span span = append;
        if (span == null) {
            return;
        }
        if (appended != null) {
            span.setAttribute(SpanAttributes.EVENT_COUNT, (long) events.size());
            span.setAttribute(SpanAttributes.POSITION_FIRST, appended.firstPosition());
            span.setAttribute(SpanAttributes.POSITION_LAST, appended.lastPosition());
            span.setAttribute(SpanAttributes.STREAM_VERSION, appended.lastVersion());
        }
        if (failure != null) {
            Spans.fail(span, failure);
        }
        span.end();
    }
}
