package io.orderflow.command.aggregate;

import io.opentelemetry.api.trace.Tracer;
import io.orderflow.command.dispatch.CommandBatches;
import io.orderflow.command.domain.PaymentCommand;
import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.EventCodec;
import io.orderflow.contract.StreamName;
import io.orderflow.contract.UnreadableEventException;
import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.RecordedEvent;
import io.orderflow.eventstore.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Decides batches past Axon's bus, by the same rules, on the same store and with the same command ids. States come from
 * the log that the caller reads, from the batches before, or from the store; versions decide whether they are right.
 */
final class BatchedCommands implements CommandBatches {
    private static final long PAUSE_MILLIS_MIN = 4;
    private static final long PAUSE_MILLIS_MAX = 250;
    private static final int DOUBLINGS_MAX = 6;

    private final EventStore store;
    private final EventCodec codec;
    private final KnownStates states;
    private final StateLoads loads;
    private final GroupOutcomes outcomes;
    private final BatchMeters meters;
    private final Tracer tracer;
    private final Clock clock;

    BatchedCommands(EventStore store, EventCodec codec, KnownStates states, GroupOutcomes outcomes, BatchMeters meters,
            Tracer tracer, Clock clock) {
        this.store = store;
        this.codec = codec;
        this.states = states;
        this.loads = new StateLoads(states);
        this.outcomes = outcomes;
        this.meters = meters;
        this.tracer = tracer;
        this.clock = clock;
    }

    @Override
    public void learn(RecordedEvent recorded, @Nullable DomainEvent event) {
        states.learn(recorded, event);
    }

    @Override
    public List<Outcome> dispatch(List<Request> requests) throws InterruptedException {
        Instant now = clock.instant();
        List<OpenCommand> all = requests.stream().map(it -> new OpenCommand(it, tracer, now)).toList();
        try {
            List<OpenCommand> open = all;
            for (int attempt = 1; !open.isEmpty(); attempt++) {
                if (attempt > 1) {
                    open.forEach(OpenCommand::retried);
                    pause(attempt);
                }
                attempt(groups(open));
                open = all.stream().filter(OpenCommand::isOpen).toList();
            }
        } catch (StoreUnavailableException | InterruptedException failure) {
            all.stream().filter(OpenCommand::isOpen).forEach(it -> it.abandoned(failure));
            throw failure;
        }
        return all.stream().map(OpenCommand::outcome).toList();
    }

    private static Collection<StreamGroup> groups(List<OpenCommand> open) {
        Map<StreamName, StreamGroup> groups = new LinkedHashMap<>();
        for (OpenCommand command : open) {
            StreamGroup group = groups.computeIfAbsent(command.stream(), StreamGroup::new);
            if (group.takes(command)) {
                group.add(command);
            }
        }
        return groups.values();
    }

    private void attempt(Collection<StreamGroup> groups) throws InterruptedException {
        Map<StreamName, StateLoads.Loaded> loaded = loads
            .load(groups.stream().filter(this::isToBeRead).map(StreamGroup::stream).toList());
        long begun = System.nanoTime();
        List<StreamGroup> sent = new ArrayList<>(groups.size());
        for (StreamGroup group : groups) {
            switch (loaded.getOrDefault(group.stream(), remembered(group))) {
                case StateLoads.Loaded.State(KnownState state) -> {
                    group.decide(state, codec, tracer);
                    group.append(store);
                    sent.add(group);
                }
                case StateLoads.Loaded.Unreadable(UnreadableEventException failure) ->
                    group.commands().forEach(it -> outcomes.failed(it, failure));
            }
        }
        for (StreamGroup group : sent) {
            if (group.result() != null) {
                outcomes.appended(group);
                meters.append(group.stream(), begun);
            } else {
                outcomes.unchanged(group);
            }
        }
    }

    private boolean isToBeRead(StreamGroup group) {
        return states.find(group.stream()) == null && !beginsAStream(group);
    }

    /** The provider's answer is the first event of nearly every payment. */
    private static boolean beginsAStream(StreamGroup group) {
        return group.commands().stream().allMatch(it -> switch (it.command()) {
            case PaymentCommand.RecordAuthorisation _,PaymentCommand.RecordDecline _ -> !it.wasRetried();
            case PaymentCommand.RecordPaymentTimeout _ -> !it.wasRetried();
            default -> false;
        });
    }

    private StateLoads.Loaded remembered(StreamGroup group) {
        KnownState known = states.find(group.stream());
        return new StateLoads.Loaded.State(known == null ? KnownState.guessedNew(group.stream().kind()) : known);
    }

    private static void pause(int attempt) throws InterruptedException {
        long bound = Math.min(PAUSE_MILLIS_MAX, PAUSE_MILLIS_MIN << Math.min(attempt - 2, DOUBLINGS_MAX));
        Thread.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(bound) + 1));
    }
}
