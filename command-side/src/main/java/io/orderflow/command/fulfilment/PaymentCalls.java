package io.orderflow.command.fulfilment;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.orderflow.command.payment.PaymentPort;
import io.orderflow.command.payment.PaymentUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls of the payment provider and the answers that wait for their turn, a bounded number of both together; how many
 * go out at a time is the provider's affair. A turn starts its calls all at once, so that fewer would be what limits
 * the orders of a turn. One thread starts calls and takes answers.
 */
final class PaymentCalls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PaymentCalls.class);

    private final PaymentPort provider;
    private final int openMax;
    private final Runnable answered;
    /** Calls on their way and answers that were not taken. */
    private final AtomicInteger open = new AtomicInteger();
    private final ConcurrentLinkedQueue<PaymentAnswer> answers = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors
        .newThreadPerTaskExecutor(Thread.ofVirtual().name("fulfilment-payment-", 0).factory());

    /**
     * @param openMax calls that were started and answers that were not taken
     * @param answered is called after each answer, from any thread; must not block
     */
    PaymentCalls(PaymentPort provider, int openMax, Runnable answered) {
        this.provider = provider;
        this.openMax = openMax;
        this.answered = answered;
    }

    /** How many calls may be started. */
    int free() {
        return Math.max(0, openMax - open.get());
    }

    double saturation() {
        return Math.min(1.0, (double) open.get() / openMax);
    }

    /** Returns at once. The claim is durable: whoever leads later knows that the provider may have been asked. */
    void start(Fulfilment claimed, ReactionSpan.Reacting reacting) {
        open.incrementAndGet();
        Context context = reacting.outgoing();
        threads.execute(() -> {
            PaymentAnswer answer;
            try (Scope _ = context.makeCurrent()) {
                answer = call(claimed, reacting);
            } finally {
                reacting.end();
            }
            answers.add(answer);
            answered.run();
        });
    }

    private PaymentAnswer call(Fulfilment claimed, ReactionSpan.Reacting reacting) {
        try {
            if (claimed.progress().payment() == PaymentStage.VOIDING) {
                provider.giveBack(claimed.paymentId());
                return new PaymentAnswer.GivenBack(claimed);
            }
            return new PaymentAnswer.Decided(claimed, provider.authorise(claimed.paymentId(), claimed.plan().total()));
        } catch (PaymentUnavailableException unanswered) {
            reacting.failed(unanswered);
            return new PaymentAnswer.Unanswered(claimed, unanswered.wasAsked(),
                    String.valueOf(unanswered.getMessage()));
        } catch (RuntimeException | Error defect) {
            LOG.error("the call for payment {} failed", claimed.paymentId(), defect);
            reacting.failed(defect);
            return new PaymentAnswer.Unanswered(claimed, true, String.valueOf(defect.getMessage()));
        }
    }

    boolean hasAnswers() {
        return !answers.isEmpty();
    }

    /** The answers that are there, in the order in which they came; they stay until they are {@link #taken}. */
    List<PaymentAnswer> answers() {
        return new ArrayList<>(answers);
    }

    /** What followed from the answers is durable. */
    void taken(List<PaymentAnswer> first) {
        first.forEach(_ -> answers.remove());
        open.addAndGet(-first.size());
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
