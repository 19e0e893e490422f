package io.orderflow.campaign.child;

import io.orderflow.campaign.oracle.AppenderLine;
import io.orderflow.campaign.oracle.CommandKey;
import io.orderflow.eventstore.postgres.PostgresEventStore;
import io.orderflow.eventstore.postgres.ShardedEventStore;
import io.orderflow.eventstore.postgres.StoreObserver;
import io.orderflow.eventstore.postgres.StoreSettings;
import io.orderflow.worker.Workers;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;

/**
 * Appends with many callers. Arguments: databases, incarnation, callers, events per second or 0. It first asks again
 * for what {@value #REPEAT} orders name, begins at {@value #GO}, ends what it has begun at {@value #STOP}, and its
 * writers meet an {@link Error} at {@value #STRIKE}.
 */
public final class AppenderProcess {
    /** Followed by an intent as the predecessor said it. */
    public static final String REPEAT = "REPEAT ";
    public static final String GO = "GO";
    public static final String STOP = "STOP";
    public static final String STRIKE = "STRIKE";

    private volatile boolean stopping;
    private final Caller.Pace pace;
    private final Caller.Lines lines = new Caller.Lines(System.out);
    private final List<Workers> workers;
    private final ShardedEventStore store;
    private final Plan plan;
    private final BlockingQueue<Plan.Append> inherited = new LinkedBlockingQueue<>();

    private AppenderProcess(List<Workers> workers, ShardedEventStore store, int incarnation, Caller.Pace pace) {
        this.workers = workers;
        this.store = store;
        this.plan = new Plan(incarnation, store);
        this.pace = pace;
    }

    public static void main(String[] arguments) {
        Databases databases = Databases.parse(arguments[0]);
        int callers = Integer.parseInt(arguments[2]);
        List<Workers> workers = databases.names().stream().map(_ -> new Workers()).toList();
        var process = new AppenderProcess(workers, open(workers, databases), Integer.parseInt(arguments[1]),
                new Caller.Pace(callers, Integer.parseInt(arguments[3])));
        Parent.listen(order -> process.order(order, callers));
    }

    /** Each store has a writer of the same name. */
    private static ShardedEventStore open(List<Workers> workers, Databases databases) {
        return new ShardedEventStore(IntStream.range(0, databases.names().size())
            .mapToObj(shard -> new PostgresEventStore(workers.get(shard), databases.pool(shard), StoreSettings.DEFAULT,
                    StoreObserver.NONE))
            .toList());
    }

    private void order(String order, int callers) {
        if (order.startsWith(REPEAT)
                && AppenderLine.parse(order.substring(REPEAT.length())) instanceof AppenderLine.Intent intent) {
            CommandKey key = intent.key();
            inherited.add(Plan.Append.of(key, intent.stream(), intent.expected(), intent.count()));
        } else if (order.equals(GO)) {
            Thread.ofPlatform().name("callers").start(() -> run(callers));
        } else if (order.equals(STOP)) {
            stopping = true;
        } else if (order.equals(STRIKE)) {
            workers.forEach(it -> it.strike("event-store-writer", new StackOverflowError("struck by the campaign")));
        }
    }

    private void run(int callers) {
        List<Thread> threads = IntStream.range(0, callers)
            .mapToObj(_ -> Thread.ofVirtual().start(new Caller(store, plan, lines, inherited, pace, () -> stopping)))
            .toList();
        try {
            for (Thread thread : threads) {
                thread.join();
            }
            System.exit(0);
        } catch (InterruptedException _) {
            System.exit(1);
        }
    }
}
