package io.orderflow.command.fulfilment;

import io.orderflow.command.domain.DomainCommand;
import io.orderflow.command.fulfilment.CommandIssuer.Issue;
import io.orderflow.contract.OrderId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Instances that want something although no event came: a call of the provider, or that a deadline's event is recorded.
 * Those that have just become due are told; for the others the index on {@code due_at} is looked at from time to time,
 * so that deadlines outlive every process. One thread uses it.
 */
final class DueInstances {
    /** More are found at the next look. */
    private static final int ORDERS_MAX = 10_000;
    private static final int ORDERS_PER_LOOK_MAX = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(DueInstances.class);

    private final Instances instances;
    private final FulfilmentStore store;
    private final CommandIssuer issuer;
    private final PaymentCalls calls;
    private final PaymentPolicy policy;
    private final Duration claim;
    private final long intervalNanos;
    private final ReactionSpan spans;
    private final Clock clock;
    private final Set<OrderId> waiting = new LinkedHashSet<>();
    private final List<Fulfilment> claimed = new ArrayList<>();
    private long lookAt = System.nanoTime();

    /**
     * @param claim longer than a call of the provider can take
     * @param interval pause between two looks at the database
     */
    DueInstances(Instances instances, FulfilmentStore store, CommandIssuer issuer, PaymentCalls calls,
            PaymentPolicy policy, Duration claim, Duration interval, ReactionSpan spans, Clock clock) {
        this.instances = instances;
        this.store = store;
        this.issuer = issuer;
        this.calls = calls;
        this.policy = policy;
        this.claim = claim;
        this.intervalNanos = interval.toNanos();
        this.spans = spans;
        this.clock = clock;
    }

    /** Whether the database should be looked at. */
    boolean isTimeToLook() {
        return System.nanoTime() - lookAt >= 0;
    }

    /** Looks for those that are due, if it is time, and does what they want, as far as calls are free. */
    void act() throws InterruptedException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        for (Fulfilment changed : instances.changed()) {
            offer(changed, now);
        }
        if (isTimeToLook()) {
            store.due(now, ORDERS_PER_LOOK_MAX).forEach(this::offer);
            lookAt = System.nanoTime() + intervalNanos;
        }
        if (!waiting.isEmpty()) {
            instances.load(waiting);
            List<Issue> issues = new ArrayList<>();
            for (Iterator<OrderId> orders = waiting.iterator(); orders.hasNext();) {
                Fulfilment state = instances.find(orders.next());
                if (state == null || !state.progress().isDue(now) || act(state, now, issues)) {
                    orders.remove();
                }
            }
            issuer.issue(issues);
        }
    }

    /** False when it has to wait for a free call. */
    private boolean act(Fulfilment state, Instant now, List<Issue> issues) {
        return switch (DueAction.of(state, now, policy)) {
            case DueAction.Nothing _ -> {
                instances.put(state.with(state.progress().pay(state.progress().payment(), null)));
                yield true;
            }
            case DueAction.Issue(DomainCommand command) -> {
                instances.put(state.with(state.progress().claimed(state.progress().payment(), 0, now.plus(claim))));
                issues.add(new Issue(state.orderId(), List.of(command), state.trail().causationId(),
                        spans.continueOf(state, now), _ -> {
                        }, failure -> stop(state, now, failure)));
                yield true;
            }
            case DueAction.Ask _ -> call(state, PaymentStage.ASKING, now);
            case DueAction.GiveBack _ -> call(state, PaymentStage.VOIDING, now);
        };
    }

    private boolean call(Fulfilment state, PaymentStage stage, Instant now) {
        if (claimed.size() >= calls.free()) {
            return false;
        }
        Fulfilment asking = state.with(state.progress().claimed(stage, 1, now.plus(claim)));
        instances.put(asking);
        claimed.add(asking);
        return true;
    }

    private void stop(Fulfilment state, Instant now, RuntimeException failure) {
        LOG.error("what is due for order {} failed", state.orderId(), failure);
        instances.put(state.stopped(String.valueOf(failure.getMessage()), now));
    }

    private void offer(Fulfilment changed, Instant now) {
        if (changed.progress().isDue(now)) {
            offer(changed.orderId());
        }
    }

    private void offer(OrderId order) {
        if (waiting.size() < ORDERS_MAX) {
            waiting.add(order);
        }
    }

    /** Whether claims wait to be stored, so that their calls can go out. */
    boolean hasClaims() {
        return !claimed.isEmpty();
    }

    /** The claims are durable: the calls go out. */
    void stored() {
        Instant now = clock.instant();
        claimed.forEach(it -> calls.start(it, spans.continueOf(it, now)));
        claimed.clear();
    }

    /** The claims were not stored: no call goes out. */
    void forget() {
        claimed.clear();
        waiting.clear();
    }
}
