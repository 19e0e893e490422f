package io.orderflow.load;

import io.orderflow.load.openloop.RetryPolicy;
import io.orderflow.load.openloop.Schedule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Many orders at the same moment, as after an announcement. Nothing is warmed up before but the driver itself. */
final class Burst {
    static final double P99_MILLIS_MAX = 1_500;
    private final LoadSession session;
    private final int orders;

    Burst(LoadSession session, int orders) {
        this.session = session;
        this.orders = orders;
    }

    Verdict run() {
        session.rehearse(session.workload()::order);
        Window window = session.measure(Schedule.atOnce(orders), session.workload()::order, RetryPolicy.NEVER,
                (_, _, _) -> {
                });
        OrderOutcome outcome = session.settle(window.acknowledgements().orders(), session.options().settleMax());
        return verdict(window, outcome);
    }

    private Verdict verdict(Window window, @Nullable OrderOutcome outcome) {
        LoadFigures figures = new LoadFigures().window("", window);
        if (outcome != null) {
            figures.put("acknowledgement to rest", outcome.toRest());
        }
        List<Check> checks = new ArrayList<>();
        if (session.options().judgesAvailability()) {
            checks.addAll(LoadChecks.availability(window));
        } else {
            checks.add(LoadChecks.orderedAtAll(window.acknowledgements()));
        }
        checks.addAll(LoadChecks.orders(outcome, window.acknowledgements()));
        if (session.options().judgesTime()) {
            checks.add(LoadChecks.atMost("orders p99", P99_MILLIS_MAX,
                    window.figures().of(Workload.ORDERS).latency().p99()));
        }
        return new Verdict("burst", checks, figures.all());
    }
}
