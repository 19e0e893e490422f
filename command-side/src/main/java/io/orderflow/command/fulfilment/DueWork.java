package io.orderflow.command.fulfilment;

import io.orderflow.command.domain.DomainCommand;
import io.orderflow.command.domain.PaymentCommand.RecordAuthorisation;
import io.orderflow.command.domain.PaymentCommand.RecordDecline;
import io.orderflow.command.payment.PaymentPort;
import io.orderflow.command.payment.PaymentUnavailableException;
import io.orderflow.contract.OrderId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what an instance wants when it is due: asks the payment provider, gives money back, or says that a deadline has
 * passed. Whoever does it claims the instance first, by its revision and for a limited time, so that of several
 * processes and threads one does; when it dies, the instance is due again.
 */
final class DueWork {
    private static final Logger LOG = LoggerFactory.getLogger(DueWork.class);

    private final FulfilmentStore store;
    private final CommandIssuer issuer;
    private final PaymentPort provider;
    private final PaymentPolicy policy;
    private final Duration claim;
    private final ReactionSpan span;
    private final Consumer<Fulfilment> stored;
    private final Clock clock;

    /**
     * @param claim longer than a call of the provider can take
     * @param stored is told of each state that was stored; must not block
     */
    DueWork(FulfilmentStore store, CommandIssuer issuer, PaymentPort provider, PaymentPolicy policy, Duration claim,
            ReactionSpan span, Consumer<Fulfilment> stored, Clock clock) {
        this.store = store;
        this.issuer = issuer;
        this.provider = provider;
        this.policy = policy;
        this.claim = claim;
        this.span = span;
        this.stored = stored;
        this.clock = clock;
    }

    /** Blocks until it is done; does nothing when the order is not due. */
    void work(OrderId order) throws Exception {
        Optional<Fulfilment> found = store.find(order).filter(it -> isDue(it, now()));
        if (found.isPresent()) {
            Fulfilment state = found.get();
            span.continueOf(state, now(), () -> {
                act(state);
                return state;
            });
        }
    }

    private void act(Fulfilment state) throws InterruptedException {
        switch (DueAction.of(state, now(), policy)) {
            case DueAction.Nothing _ ->
                store.replace(state.with(state.progress().pay(state.progress().payment(), null)));
            case DueAction.Issue it -> issue(state, it.command());
            case DueAction.Ask _ -> ask(state);
            case DueAction.GiveBack _ -> giveBack(state);
        }
    }

    private void issue(Fulfilment state, DomainCommand command) throws InterruptedException {
        Optional<Fulfilment> claimed = claim(state, state.progress().payment(), 0);
        if (claimed.isPresent()) {
            issuer.issue(command, state.orderId(), state.trail().causationId());
        }
    }

    private void ask(Fulfilment state) throws InterruptedException {
        Optional<Fulfilment> claimed = claim(state, PaymentStage.ASKING, 1);
        if (claimed.isEmpty()) {
            return;
        }
        Fulfilment asking = claimed.get();
        PaymentPort.Answer answer;
        try {
            answer = provider.authorise(asking.paymentId(), asking.plan().total());
        } catch (PaymentUnavailableException unanswered) {
            LOG.warn("payment {} got no answer: {}", asking.paymentId(), unanswered.getMessage());
            again(asking, PaymentStage.DUE, unanswered.wasAsked());
            return;
        }
        record(asking, answer);
    }

    private void record(Fulfilment asking, PaymentPort.Answer answer) throws InterruptedException {
        var payment = asking.paymentId();
        var amount = asking.plan().total();
        DomainCommand command = switch (answer) {
            case PaymentPort.Answer.Authorised it ->
                new RecordAuthorisation(payment, asking.orderId(), amount, it.authorisation(), now());
            case PaymentPort.Answer.Declined it ->
                new RecordDecline(payment, asking.orderId(), amount, it.reason(), now());
        };
        boolean recorded = issuer.issue(command, asking.orderId(), asking.trail().causationId());
        if (!recorded && answer instanceof PaymentPort.Answer.Authorised) {
            LOG.warn("payment {} was authorised too late and is given back", payment);
            giveBackSoon(asking.orderId());
        }
    }

    private void giveBack(Fulfilment state) throws InterruptedException {
        Optional<Fulfilment> claimed = claim(state, PaymentStage.VOIDING, 1);
        if (claimed.isEmpty()) {
            return;
        }
        Fulfilment voiding = claimed.get();
        try {
            provider.giveBack(voiding.paymentId());
        } catch (PaymentUnavailableException unanswered) {
            againOrFail(voiding, unanswered);
            return;
        }
        Commands commands = new Commands(voiding, now());
        issuer.issue(commands.voidPayment(), voiding.orderId(), voiding.trail().causationId());
        if (voiding.step() == Step.CANCELLING) {
            issuer.issue(commands.completeCancellation(), voiding.orderId(), voiding.trail().causationId());
        }
        update(voiding, it -> it.with(it.progress().pay(PaymentStage.VOIDED, null)));
    }

    private void againOrFail(Fulfilment voiding, PaymentUnavailableException unanswered) {
        if (unanswered.wasAsked() && voiding.progress().attempts() >= policy.voidTriesMax()) {
            LOG.error("payment {} cannot be given back and waits for an operator", voiding.paymentId(), unanswered);
            update(voiding, it -> it.failed(Step.COMPENSATION_FAILED, String.valueOf(unanswered.getMessage()), now()));
        } else {
            LOG.warn("payment {} is not yet given back: {}", voiding.paymentId(), unanswered.getMessage());
            again(voiding, PaymentStage.VOIDING, unanswered.wasAsked());
        }
    }

    /** A call that was held back does not count: the provider was not asked. */
    private void again(Fulfilment claimed, PaymentStage stage, boolean counts) {
        int attempts = claimed.progress().attempts() - (counts ? 0 : 1);
        Instant due = now().plus(policy.backoffAfter(Math.max(attempts, 1)));
        boolean updated = update(claimed, it -> {
            Fulfilment.Progress progress = it.progress();
            return it.with(new Fulfilment.Progress(progress.step(), stage, progress.next(), attempts, progress.since(),
                    progress.reservedUntil(), due));
        });
        if (!updated) {
            hasten(claimed.orderId());
        }
    }

    /** Whether it was changed: also after an event moved it on, but only while what was claimed is still to be done. */
    private boolean update(Fulfilment claimed, UnaryOperator<Fulfilment> change) {
        Optional<Fulfilment> current = Optional.of(claimed);
        while (current.filter(it -> isSameClaim(it.progress(), claimed.progress())).isPresent()) {
            if (store.replace(change.apply(current.get()))) {
                return true;
            }
            current = store.find(claimed.orderId());
        }
        return false;
    }

    private static boolean isSameClaim(Fulfilment.Progress now, Fulfilment.Progress claimed) {
        return now.payment() == claimed.payment() && now.attempts() == claimed.attempts()
                && Objects.equals(now.dueAt(), claimed.dueAt());
    }

    /** The instance moved on while the call was on its way: whoever waits for the answer need wait no longer. */
    private void hasten(OrderId order) {
        store.find(order)
            .filter(it -> it.progress().payment() == PaymentStage.VOIDING && it.progress().dueAt() != null)
            .map(it -> it.with(it.progress().pay(PaymentStage.VOIDING, now())))
            .ifPresent(this::replaceAndTell);
    }

    private void giveBackSoon(OrderId order) {
        for (Optional<Fulfilment> found = store.find(order); found.isPresent(); found = store.find(order)) {
            Fulfilment state = found.get();
            if (replaceAndTell(state.with(state.progress().pay(PaymentStage.VOIDING, now())))) {
                return;
            }
        }
    }

    private boolean replaceAndTell(Fulfilment changed) {
        boolean replaced = store.replace(changed);
        if (replaced) {
            stored.accept(changed);
        }
        return replaced;
    }

    private Optional<Fulfilment> claim(Fulfilment state, PaymentStage stage, int calls) {
        Fulfilment.Progress progress = state.progress();
        Fulfilment claimed = state.with(new Fulfilment.Progress(progress.step(), stage, progress.next(),
                progress.attempts() + calls, progress.since(), progress.reservedUntil(), now().plus(claim)));
        return store.replace(claimed) ? Optional.of(claimed.stored()) : Optional.empty();
    }

    private static boolean isDue(Fulfilment state, Instant now) {
        Instant due = state.progress().dueAt();
        return due != null && !due.isAfter(now);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
