package io.orderflow.command.fulfilment;

import io.orderflow.command.domain.DomainCommand;
import io.orderflow.command.domain.PaymentCommand.RecordAuthorisation;
import io.orderflow.command.domain.PaymentCommand.RecordDecline;
import io.orderflow.command.fulfilment.CommandIssuer.Issue;
import io.orderflow.command.payment.PaymentPort;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the provider's answers: tells the aggregates, and lets the instances that got none try again. */
final class PaymentAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(PaymentAnswers.class);

    private final Instances instances;
    private final CommandIssuer issuer;
    private final PaymentPolicy policy;
    private final ReactionSpan spans;
    private final Clock clock;

    PaymentAnswers(Instances instances, CommandIssuer issuer, PaymentPolicy policy, ReactionSpan spans, Clock clock) {
        this.instances = instances;
        this.issuer = issuer;
        this.policy = policy;
        this.spans = spans;
        this.clock = clock;
    }

    /** Blocks until the outcomes of the commands are durable; the instances are changed in memory. */
    void take(List<PaymentAnswer> answers) throws InterruptedException {
        if (answers.isEmpty()) {
            return;
        }
        instances.load(answers.stream().map(answer -> answer.claimed().orderId()).toList());
        List<Issue> issues = new ArrayList<>();
        for (PaymentAnswer answer : answers) {
            switch (answer) {
                case PaymentAnswer.Decided it -> issues.add(decided(it));
                case PaymentAnswer.GivenBack it -> issues.add(givenBack(it.claimed()));
                case PaymentAnswer.Unanswered it -> unanswered(it);
            }
        }
        issuer.issue(issues);
    }

    private Issue decided(PaymentAnswer.Decided it) {
        Fulfilment asking = it.claimed();
        var payment = asking.paymentId();
        var amount = asking.plan().total();
        DomainCommand command = switch (it.answer()) {
            case PaymentPort.Answer.Authorised answer ->
                new RecordAuthorisation(payment, asking.orderId(), amount, answer.authorisation(), now());
            case PaymentPort.Answer.Declined answer ->
                new RecordDecline(payment, asking.orderId(), amount, answer.reason(), now());
        };
        return issue(asking, List.of(command), recorded -> {
            if (!recorded && it.answer() instanceof PaymentPort.Answer.Authorised) {
                LOG.warn("payment {} was authorised too late and is given back", payment);
                Fulfilment state = current(asking);
                instances.put(state.with(state.progress().pay(PaymentStage.VOIDING, now())));
            }
        });
    }

    private Issue givenBack(Fulfilment voiding) {
        Fulfilment state = current(voiding);
        Commands commands = new Commands(state, now());
        List<DomainCommand> tell = state.step() == Step.CANCELLING
                ? List.of(commands.voidPayment(), commands.completeCancellation())
                : List.of(commands.voidPayment());
        if (isSameClaim(state, voiding)) {
            instances.put(state.with(state.progress().pay(PaymentStage.VOIDED, null)));
        }
        return issue(voiding, tell, _ -> {
        });
    }

    private Issue issue(Fulfilment claimed, List<DomainCommand> commands, Consumer<Boolean> taken) {
        return new Issue(claimed.orderId(), commands, claimed.trail().causationId(),
                spans.continueOf(claimed, now()), taken, failure -> {
                    LOG.error("the answer for order {} cannot be taken", claimed.orderId(), failure);
                    instances.put(current(claimed).stopped(String.valueOf(failure.getMessage()), now()));
                });
    }

    private void unanswered(PaymentAnswer.Unanswered it) {
        Fulfilment claimed = it.claimed();
        Fulfilment state = current(claimed);
        boolean isGivingBack = claimed.progress().payment() == PaymentStage.VOIDING;
        if (!isSameClaim(state, claimed)) {
            hasten(state);
        } else if (isGivingBack && it.wasAsked() && state.progress().attempts() >= policy.voidTriesMax()) {
            LOG.error("payment {} cannot be given back and waits for an operator: {}", state.paymentId(), it.error());
            instances.put(state.failed(Step.COMPENSATION_FAILED, it.error(), now()));
        } else {
            LOG.warn("payment {} got no answer: {}", state.paymentId(), it.error());
            instances.put(again(state, isGivingBack ? PaymentStage.VOIDING : PaymentStage.DUE, it.wasAsked()));
        }
    }

    /** A call that was held back does not count: the provider was not asked. */
    private Fulfilment again(Fulfilment state, PaymentStage stage, boolean counts) {
        Fulfilment.Progress progress = state.progress();
        int attempts = progress.attempts() - (counts ? 0 : 1);
        return state.with(progress.claimed(stage, counts ? 0 : -1,
                now().plus(policy.backoffAfter(Math.max(attempts, 1)))));
    }

    /** The instance moved on while the call was on its way: whoever waits for the answer need wait no longer. */
    private void hasten(Fulfilment state) {
        if (state.progress().payment() == PaymentStage.VOIDING && state.progress().dueAt() != null) {
            instances.put(state.with(state.progress().pay(PaymentStage.VOIDING, now())));
        }
    }

    private Fulfilment current(Fulfilment claimed) {
        return Objects.requireNonNullElse(instances.find(claimed.orderId()), claimed);
    }

    private static boolean isSameClaim(Fulfilment now, Fulfilment claimed) {
        Fulfilment.Progress one = now.progress();
        Fulfilment.Progress other = claimed.progress();
        return one.payment() == other.payment() && one.attempts() == other.attempts()
                && Objects.equals(one.dueAt(), other.dueAt());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
