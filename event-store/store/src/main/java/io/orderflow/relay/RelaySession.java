package io.orderflow.relay;

import io.orderflow.eventstore.EventStore;
import io.orderflow.eventstore.RecordedEvent;
import io.orderflow.eventstore.leadership.Tenure;
import io.orderflow.observability.TraceContext;
import io.orderflow.worker.WakeUp;
import io.orderflow.worker.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One leadership: from the fencing of the former leader to the first failure. A Kafka transaction holds contiguous
 * positions, so that the highest position in Kafka says what was published, also after a kill at any point. Used by one
 * thread.
 */
final class RelaySession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RelaySession.class);

    /** Between the beginnings of two small transactions: each costs the broker the same, whatever it holds. */
    private static final Duration SMALL_INTERVAL = Duration.ofMillis(30);
    /** A transaction of as many events is worth its cost at once. */
    private static final int SMALL_EVENTS_MAX = 64;

    private final EventStore store;
    private final CommitPipeline commits;
    private final RelayProgress progress;
    private final RelayObserver observer;
    private final RelaySettings settings;
    private final long epoch;
    private final ReadAhead log;
    private final ProgressWriter progressWriter;
    private long nextSmallNanos = System.nanoTime();

    private RelaySession(
            Workers workers,
            EventStore store,
            List<Producer<byte[], byte[]>> producers,
            KafkaLog.Published published,
            RelayProgress progress,
            RelayObserver observer,
            RelaySettings settings,
            WakeUp appended,
            Tenure tenure) {
        this.store = store;
        this.progress = progress;
        this.observer = observer;
        this.settings = settings;
        this.epoch = tenure.epoch();
        resume(published, tenure);
        this.progressWriter = new ProgressWriter(workers, progress, epoch, settings.task() + "-progress");
        try {
            this.log = new ReadAhead(workers, store, settings, appended, published.position());
        } catch (RuntimeException | Error failure) {
            progressWriter.close();
            throw failure;
        }
        this.commits = new CommitPipeline(producers, settings.task() + "-commit-");
        observer.leads(epoch);
        observer.readsAhead(log::saturation);
    }

    /**
     * Fences the former leader and finds out where it stopped.
     *
     * @param fenced is called when no former transaction can commit any more, before the topic's ends are read
     */
    static RelaySession open(
            Workers workers,
            EventStore store,
            List<Producer<byte[], byte[]>> producers,
            Runnable fenced,
            KafkaLog kafka,
            RelayProgress progress,
            RelayObserver observer,
            RelaySettings settings,
            WakeUp appended,
            Tenure tenure) {
        try {
            producers.forEach(Producer::initTransactions);
            tenure.beat();
            fenced.run();
            return new RelaySession(workers, store, producers, kafka.published(), progress, observer, settings,
                    appended, tenure);
        } catch (RuntimeException | Error failure) {
            producers.forEach(producer -> producer.close(Duration.ZERO));
            throw failure;
        }
    }

    private void resume(KafkaLog.Published published, Tenure tenure) {
        long recorded = progress.position();
        LOG.atInfo()
            .addKeyValue("epoch", epoch)
            .addKeyValue("kafka.position", published.position())
            .addKeyValue("recorded.position", recorded)
            .log("relay resumes");
        if (published.position() > store.headPosition()) {
            throw new KafkaException("topic " + settings.topic() + " holds position " + published.position()
                    + ", which the event store does not have; they do not belong together");
        }
        if (published.position() < recorded) {
            LOG.warn("Kafka holds less than was published before; the missing events are published again");
            progress.reset(epoch);
            recorded = 0;
        }
        progress.addPartitions(
                IntStream.range(0, published.partitions()).filter(settings.shard()::owns).boxed().toList());
        recount(recorded, published, tenure);
        observer.advanced(published.position());
    }

    /** Records what a former leader published after it had last recorded its progress. */
    private void recount(long recorded, KafkaLog.Published published, Tenure tenure) {
        long counted = recorded;
        while (counted < published.position()) {
            tenure.beat();
            int most = (int) Math.min(settings.batchEventsMax(), published.position() - counted);
            List<RecordedEvent> events = store.readLog(counted, most);
            Map<Integer, RelayProgress.Added> added = new HashMap<>();
            for (RecordedEvent event : events) {
                int partition = partitionOf(event.streamId(), published.partitions());
                long offset = published.offsets().getOrDefault(partition, -1L);
                added.merge(partition, new RelayProgress.Added(event.position(), offset, 1),
                        RelayProgress.Added::plus);
            }
            counted = events.getLast().position();
            progress.advance(epoch, counted, added);
        }
    }

    /** Where Kafka's default partitioner puts a key. */
    static int partitionOf(String key, int partitions) {
        return Utils.toPositive(Utils.murmur2(EventRecords.utf8(key))) % partitions;
    }

    /**
     * Sends what comes next, at most one batch; while it is committed, the log is read and the next batch is sent. An
     * event that comes after a quiet time is sent at once; while few keep coming, they are gathered.
     *
     * @param most how long to wait for an event
     * @throws RuntimeException also the failure of a thread that works for this session
     */
    void publishNext(Duration most) throws InterruptedException {
        commits.rethrowFailure();
        progressWriter.rethrowFailure();
        ReadAhead.Page page = log.next(most);
        if (page != null) {
            commits.publish(new PageBatch(gathered(page)));
            nextSmallNanos = System.nanoTime() + SMALL_INTERVAL.toNanos();
        }
    }

    private ReadAhead.Page gathered(ReadAhead.Page page) throws InterruptedException {
        long pause = nextSmallNanos - System.nanoTime();
        if (pause <= 0 || page.events().size() > SMALL_EVENTS_MAX) {
            return page;
        }
        TimeUnit.NANOSECONDS.sleep(pause);
        return log.withFollowers(page);
    }

    /** Blocks until everything that was sent is committed. */
    void awaitCommitted() {
        commits.awaitCommitted();
    }

    private final class PageBatch implements CommitPipeline.Batch {
        private final ReadAhead.Page page;
        private final RelayObserver.Batch told;

        PageBatch(ReadAhead.Page page) {
            this.page = page;
            this.told = observer.begin(page.events(), page.metadata());
        }

        @Override
        public List<Future<RecordMetadata>> send(Producer<byte[], byte[]> producer) {
            List<Future<RecordMetadata>> sent = new ArrayList<>(page.events().size());
            for (int i = 0; i < page.events().size(); i++) {
                TraceContext trace = told.sending(page.events().get(i), page.metadata().get(i));
                sent.add(producer.send(EventRecords.traced(page.records().get(i), trace)));
            }
            return sent;
        }

        @Override
        public void committed(List<RecordMetadata> records) {
            long position = page.events().getLast().position();
            progressWriter.published(position, added(records));
            told.committed(page.events(), records);
            observer.advanced(position);
        }

        private Map<Integer, RelayProgress.Added> added(List<RecordMetadata> records) {
            Map<Integer, RelayProgress.Added> added = new HashMap<>();
            for (int i = 0; i < records.size(); i++) {
                RecordMetadata record = records.get(i);
                added.merge(record.partition(),
                        new RelayProgress.Added(page.events().get(i).position(), record.offset(), 1),
                        RelayProgress.Added::plus);
            }
            return added;
        }

        @Override
        public void failed() {
            told.failed();
        }
    }

    @Override
    public void close() {
        Closing.all(observer::leadsNoLonger, commits, log, progressWriter);
    }
}
