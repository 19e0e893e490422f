package io.orderflow.command.fulfilment;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.orderflow.contract.OrderId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/**
 * Looks for instances that are due, in one process at a time: a recurring task of db-scheduler, so that deadlines
 * outlive every process.
 */
final class DueTask {
    private static final String NAME = "fulfilment-due";
    private static final String TABLE = "command.scheduled_tasks";
    private static final int ORDERS_MAX = 1_000;
    /** A process that has died is noticed after some missed heartbeats. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    private static final int HEARTBEATS_MISSED_MAX = 4;
    private static final Duration SHUTDOWN_MAX = Duration.ofSeconds(2);

    private final FulfilmentStore store;
    private final DueQueue queue;
    private final Clock clock;

    DueTask(FulfilmentStore store, DueQueue queue, Clock clock) {
        this.store = store;
        this.queue = queue;
        this.clock = clock;
    }

    /** Puts whatever is due, the longest due first, into the queue as far as there is room. */
    void look() {
        int free = Math.min(queue.free(), ORDERS_MAX);
        if (free > 0) {
            store.due(clock.instant(), free).forEach((OrderId order) -> queue.offer(order));
        }
    }

    /**
     * @param process unique for each start
     */
    Scheduler scheduler(DataSource database, String process, Duration interval) {
        RecurringTask<Void> task = Tasks.recurring(NAME, FixedDelay.of(interval))
            .execute((instance, context) -> look());
        return Scheduler.create(database, List.of())
            .startTasks(List.of(task))
            .tableName(TABLE)
            .schedulerName(new SchedulerName.Fixed(process))
            .jdbcCustomization(new PostgreSqlJdbcCustomization(false, true))
            .threads(1)
            .pollingInterval(interval)
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(HEARTBEATS_MISSED_MAX)
            .shutdownMaxWait(SHUTDOWN_MAX)
            .build();
    }
}
