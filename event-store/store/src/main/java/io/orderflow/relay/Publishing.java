package io.orderflow.relay;

import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.leadership.LedWork;
import io.orderflow.eventstore.leadership.Tenure;
import io.orderflow.worker.WakeUp;
import io.orderflow.worker.Worker;
import io.orderflow.worker.WorkerSettings;
import io.orderflow.worker.Workers;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** What the leading relay does. */
final class Publishing implements LedWork<Publication> {
    /** How long a leader without events does not look whether it should stop. */
    private static final Duration IDLE_MAX = Duration.ofMillis(100);
    /** How often a foreign transaction is looked for while it may be open. */
    private static final int LOOKS_PER_TRANSACTION = 6;

    private final Workers workers;
    private final EventStore store;
    private final RelayProgress progress;
    private final Map<String, Object> kafka;
    private final RelayProducers producers;
    private final KafkaLog published;
    private final RelaySettings settings;
    private final RelayObserver observer;
    private final WakeUp appended;
    private final ForeignTransactions foreign;

    Publishing(Workers workers, EventStore store, RelayProgress progress, Map<String, Object> kafka,
            RelayProducers producers, KafkaLog published, RelaySettings settings, RelayObserver observer,
            WakeUp appended) {
        this.workers = workers;
        this.store = store;
        this.progress = progress;
        this.kafka = kafka;
        this.producers = producers;
        this.published = published;
        this.settings = settings;
        this.observer = observer;
        this.appended = appended;
        this.foreign = new ForeignTransactions(settings, producers.ids(), System::nanoTime);
    }

    @Override
    public Publication begin(Tenure tenure) {
        Admin admin = Admin.create(kafka);
        try {
            RelayTopic.ensure(admin, settings);
            RelaySession session = RelaySession.open(workers, store, producers.create(),
                    () -> foreign.requireNone(admin), published, progress, observer, settings,
                    appended, tenure);
            return publication(session, admin);
        } catch (RuntimeException | Error failure) {
            admin.close(Duration.ZERO);
            observer.failed();
            throw failure;
        }
    }

    private Publication publication(RelaySession session, Admin admin) {
        try {
            return new Publication(session, watch(admin), admin);
        } catch (RuntimeException | Error failure) {
            session.close();
            throw failure;
        }
    }

    /** Fails, visibly, while there is a foreign transaction. */
    private Worker watch(Admin admin) {
        Duration interval = settings.foreignTransactionMax().dividedBy(LOOKS_PER_TRANSACTION);
        return workers.start(WorkerSettings.named(settings.task() + "-transactions")
            .pausing(interval, interval)
            .stoppingWithin(Duration.ZERO), () -> {
                foreign.requireNone(admin);
                return interval;
            });
    }

    @Override
    public Duration step(Publication publication) throws InterruptedException {
        try {
            publication.session().publishNext(IDLE_MAX);
            return Duration.ZERO;
        } catch (RuntimeException | Error failure) {
            observer.failed();
            throw failure;
        }
    }
}
