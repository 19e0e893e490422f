package io.orderflow.load.openloop;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaders;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One run of the driver. Everything after {@link #start} happens on one event loop. */
final class OpenLoopRun {
    private static final long SWEEP_MILLIS = 100;
    private final Vertx vertx;
    private final EventLoop loop;
    private final Connections connections;
    private final OpenLoop.Limits limits;
    private final Schedule schedule;
    private final Calls calls;
    private final Recorder recorder;
    private final RetryPolicy retries;
    private final Promise<Void> end = Promise.promise();
    private final Deque<Attempt> oldestFirst = new ArrayDeque<>();
    private final ContextInternal context;
    private long startNanos;
    private long nextDueNanos;
    private boolean moreToCome = true;
    private int open;
    private int retriesDue;

    OpenLoopRun(Vertx vertx, ContextInternal context, Connections connections, OpenLoop.Limits limits,
            Schedule schedule, Calls calls, Recorder recorder, RetryPolicy retries) {
        this.vertx = vertx;
        this.connections = connections;
        this.limits = limits;
        this.schedule = schedule;
        this.calls = calls;
        this.recorder = recorder;
        this.retries = retries;
        this.context = context;
        loop = context.nettyEventLoop();
    }

    Future<Void> start() {
        context.runOnContext(_ -> {
            startNanos = System.nanoTime();
            long sweep = vertx.setPeriodic(SWEEP_MILLIS, _ -> guarded(this::giveUpTheOverdue));
            end.future().onComplete(_ -> vertx.cancelTimer(sweep));
            guarded(() -> {
                advance();
                sendWhatIsDue();
            });
        });
        return end.future();
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException failure) {
            end.tryFail(failure);
        }
    }

    private void advance() {
        long offset = schedule.nextNanos();
        moreToCome = offset != Schedule.OVER;
        nextDueNanos = startNanos + offset;
    }

    private void sendWhatIsDue() {
        long now = System.nanoTime();
        while (moreToCome && nextDueNanos - now <= 0) {
            send(Attempt.first(calls.next(), nextDueNanos));
            advance();
        }
        if (moreToCome) {
            later(nextDueNanos - System.nanoTime(), this::sendWhatIsDue);
        } else {
            endWhenIdle();
        }
    }

    private void later(long nanos, Runnable step) {
        var _ = loop.schedule(() -> context.dispatch(() -> guarded(step)), Math.max(nanos, 0),
                TimeUnit.NANOSECONDS);
    }

    private void send(Attempt attempt) {
        attempt.sentNanos = System.nanoTime();
        if (open >= limits.inFlight()) {
            attempt.concluded = true;
            report(attempt, new Answer(0, null, "not sent: too many in flight", attempt.sentNanos));
            return;
        }
        open++;
        oldestFirst.addLast(attempt);
        connections.send(new Sent(attempt));
    }

    /** An attempt on its way. */
    private final class Sent implements Exchange {
        private final Attempt attempt;

        Sent(Attempt attempt) {
            this.attempt = attempt;
        }

        @Override
        public Call call() {
            return attempt.call();
        }

        @Override
        public boolean isOver() {
            return attempt.concluded;
        }

        @Override
        public void carriedBy(Connection connection) {
            attempt.connection = connection;
        }

        @Override
        public void answered(int status, HttpHeaders headers) {
            conclude(attempt, status, headers, null);
        }

        @Override
        public void failed(String cause) {
            conclude(attempt, 0, null, cause);
        }
    }

    private void conclude(Attempt attempt, int status, @Nullable HttpHeaders headers, @Nullable String failure) {
        if (!attempt.concluded) {
            attempt.concluded = true;
            attempt.connection = null;
            open--;
            Answer answer = new Answer(status, headers, failure, System.nanoTime());
            guarded(() -> report(attempt, answer));
        }
    }

    private void report(Attempt attempt, Answer answer) {
        long pause = retries.pauseNanos(attempt, answer);
        recorder.ended(attempt, answer, pause == RetryPolicy.NO_MORE);
        if (pause == RetryPolicy.NO_MORE) {
            endWhenIdle();
            return;
        }
        retriesDue++;
        later(pause, () -> {
            retriesDue--;
            send(attempt.again(answer.atNanos() + pause));
        });
    }

    /** The oldest stand first: who is not overdue has nobody behind that is. */
    private void giveUpTheOverdue() {
        long overdue = System.nanoTime() - limits.timeout().toNanos();
        for (Attempt oldest = oldestFirst.peekFirst(); oldest != null
                && (oldest.concluded || oldest.sentNanos - overdue < 0); oldest = oldestFirst.peekFirst()) {
            oldestFirst.removeFirst();
            Connection connection = oldest.connection;
            conclude(oldest, 0, null, "no answer in time");
            if (connection != null) {
                connection.close();
            }
        }
    }

    private void endWhenIdle() {
        if (!moreToCome && open == 0 && retriesDue == 0) {
            end.tryComplete();
        }
    }
}
