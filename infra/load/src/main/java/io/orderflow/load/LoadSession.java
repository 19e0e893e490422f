package io.orderflow.load;

import io.orderflow.load.machine.ProcessorShare;
import io.orderflow.load.machine.Sample;
import io.orderflow.load.machine.WatchedProcess;
import io.orderflow.load.openloop.Calls;
import io.orderflow.load.openloop.Figures;
import io.orderflow.load.openloop.OpenLoop;
import io.orderflow.load.openloop.Recorder;
import io.orderflow.load.openloop.Rehearsal;
import io.orderflow.load.openloop.RetryPolicy;
import io.orderflow.load.openloop.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A running system, a driver that puts load on it, and eyes on both. Belongs to one thread. */
final class LoadSession implements AutoCloseable {
    private static final String DRIVER = "driver";
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final double[] WARM_UP_STEPS = {0.25, 0.5, 1};
    private final TargetOptions target;
    private final DriverOptions options;
    private final OpenLoop driver;
    private final OrderflowClient client;
    private final Workload workload;
    private final @Nullable OrderLedger ledger;
    /** A driver that waits for a processor would measure itself. */
    private final ProcessorShare share = ProcessorShare.raise(ProcessHandle.current().pid());

    LoadSession(TargetOptions target, DriverOptions options) {
        this.target = target;
        this.options = options;
        RunningSystem system = target.system();
        client = new OrderflowClient(system.url(), new Tally());
        workload = Workload.of(new OrdersClient(client), options);
        ledger = system.database() == null ? null : new OrderLedger(system.database());
        driver = new OpenLoop(system.url(), options.limits());
    }

    Workload workload() {
        return workload;
    }

    OpenLoop driver() {
        return driver;
    }

    RunningSystem system() {
        return target.system();
    }

    DriverOptions options() {
        return options;
    }

    /** Sees to it that so many orders find stock. */
    void stockUp(double orders, ProgressFactory progress) {
        try (Progress bar = progress.of("stock", workload.skus())) {
            workload.stockUp(new StockClient(client), Math.round(orders), bar);
        }
    }

    /** In three steps up to the rate; its orders count for nothing but must be there like all others. */
    void warmUp(double rate, Calls calls) {
        Duration step = options.warmUp().dividedBy(WARM_UP_STEPS.length);
        if (step.isPositive()) {
            for (double part : WARM_UP_STEPS) {
                drive(options.schedule(rate * part, step), calls, (_, _, _) -> {
                }, RetryPolicy.NEVER);
            }
        }
    }

    /** Warms the driver itself; the system is sent nothing. */
    void rehearse(Calls calls) {
        try {
            Rehearsal.run(options.limits(), calls, new Figures().and(new Acknowledgements()));
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    Window measure(Schedule schedule, Calls calls, RetryPolicy retries, Recorder also) {
        Figures figures = new Figures();
        Acknowledgements acknowledgements = new Acknowledgements();
        RunningSystem before = target.system();
        Sample start = sample(before.processes());
        long startNanos = System.nanoTime();
        drive(schedule, calls, figures.and(acknowledgements).and(also), retries);
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        Sample end = sample(target.system().processes());
        Map<String, Long> cpu = new LinkedHashMap<>(end.millisSince(start));
        long ownMillis = cpu.getOrDefault(DRIVER, 0L);
        cpu.remove(DRIVER);
        return new Window(figures, acknowledgements, seconds, cpu, ownMillis, end.machineBusySince(start),
                restartsSince(before));
    }

    private static Sample sample(List<WatchedProcess> processes) {
        List<WatchedProcess> all = new ArrayList<>(processes);
        all.add(WatchedProcess.self(DRIVER));
        return Sample.of(all);
    }

    int restartsSince(RunningSystem before) {
        RunningSystem after = target.system();
        return before.parts().isEmpty() ? -1 : after.restarts() - before.restarts() + before.changedProcesses(after);
    }

    private void drive(Schedule schedule, Calls calls, Recorder recorder, RetryPolicy retries) {
        try {
            driver.run(schedule, calls, recorder, retries);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private static UnavailableException interrupted(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new UnavailableException("interrupted", interrupted);
    }

    /** Waits until the orders are at rest or the time is over; null when there is no database to look into. */
    @Nullable
    OrderOutcome settle(List<Acknowledgements.Acknowledged> orders, Duration within) {
        if (ledger == null) {
            return null;
        }
        long endNanos = System.nanoTime() + within.toNanos();
        while (true) {
            ledger.catchUp();
            OrderOutcome outcome = OrderOutcome.of(ledger, orders);
            if (outcome.isComplete() || System.nanoTime() - endNanos > 0) {
                return outcome;
            }
            OrderflowClient.pause(LOOK);
        }
    }

    /** Null when there is no database to look into. */
    @Nullable
    OrderLedger ledger() {
        return ledger;
    }

    @Override
    public void close() {
        share.close();
        driver.close();
        client.close();
        if (ledger != null) {
            ledger.close();
        }
    }
}
