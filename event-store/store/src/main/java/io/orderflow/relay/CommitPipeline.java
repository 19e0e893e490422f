package io.orderflow.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka transactions of two producers in turn, so that the next batch is sent while the one before is committed. A
 * batch is sent when the one before has arrived at the broker, and committed when the one before has been committed:
 * records of a partition stay in order, and what is committed has no gap, whenever the process dies. Used by one
 * thread.
 */
final class CommitPipeline implements AutoCloseable {
    /** Sending and committing are the two things that overlap. */
    static final int PRODUCERS = 2;
    private static final Logger LOG = LoggerFactory.getLogger(CommitPipeline.class);
    private static final Duration CLOSE_MAX = Duration.ofSeconds(5);

    /** One batch on its way. The methods are called in this order, the last two on another thread. */
    interface Batch {
        /** Sends each event; the transaction has begun. */
        List<Future<RecordMetadata>> send(Producer<byte[], byte[]> producer);

        /**
         * @param records where each event went, in order
         */
        void committed(List<RecordMetadata> records);

        /** It may or may not be committed: the next session finds out. */
        void failed();
    }

    private final List<Producer<byte[], byte[]>> producers;
    private final ExecutorService committers;
    private final List<CompletableFuture<Void>> lastOfProducer = new ArrayList<>();
    private CompletableFuture<Void> arrived = CompletableFuture.completedFuture(null);
    private CompletableFuture<Void> committed = CompletableFuture.completedFuture(null);
    private int turn;

    /**
     * @param producers {@link #PRODUCERS} with a transactional id each, ready to begin a transaction
     */
    CommitPipeline(List<Producer<byte[], byte[]>> producers, String name) {
        this.producers = List.copyOf(producers);
        this.committers = Executors.newFixedThreadPool(PRODUCERS,
                Thread.ofPlatform().name(name, 0).daemon(true).factory());
        producers.forEach(_ -> lastOfProducer.add(committed));
    }

    /**
     * Returns when the batch was sent, not when it was committed.
     *
     * @throws KafkaException also when a batch before failed; this one is not sent then
     */
    void publish(Batch batch) {
        int mine = turn;
        turn = (turn + 1) % PRODUCERS;
        await(lastOfProducer.get(mine));
        await(arrived);
        Producer<byte[], byte[]> producer = producers.get(mine);
        List<Future<RecordMetadata>> sent = send(batch, producer);
        CompletableFuture<Void> before = committed;
        CompletableFuture<Void> arrives = new CompletableFuture<>();
        arrived = arrives;
        committed = CompletableFuture.runAsync(() -> commit(batch, producer, sent, arrives, before), committers);
        lastOfProducer.set(mine, committed);
    }

    private static List<Future<RecordMetadata>> send(Batch batch, Producer<byte[], byte[]> producer) {
        try {
            producer.beginTransaction();
            return batch.send(producer);
        } catch (RuntimeException | Error failure) {
            batch.failed();
            throw failure;
        }
    }

    private static void commit(Batch batch, Producer<byte[], byte[]> producer, List<Future<RecordMetadata>> sent,
            CompletableFuture<Void> arrives, CompletableFuture<Void> before) {
        try {
            producer.flush();
            List<RecordMetadata> records = join(sent);
            arrives.complete(null);
            before.join();
            producer.commitTransaction();
            batch.committed(records);
        } catch (RuntimeException | Error failure) {
            arrives.completeExceptionally(failure);
            batch.failed();
            throw failure;
        }
    }

    /**
     * Blocks until everything that was published is committed.
     *
     * @throws KafkaException when it is not
     */
    void awaitCommitted() {
        await(committed);
    }

    /** Throws what has failed since, if anything. */
    void rethrowFailure() {
        if (committed.isCompletedExceptionally()) {
            await(committed);
        }
    }

    private static void await(CompletableFuture<Void> stage) {
        try {
            stage.join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    private static List<RecordMetadata> join(List<Future<RecordMetadata>> sent) {
        List<RecordMetadata> result = new ArrayList<>(sent.size());
        try {
            for (Future<RecordMetadata> one : sent) {
                result.add(one.get());
            }
            return result;
        } catch (ExecutionException failure) {
            throw new KafkaException("a record was not sent", failure.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", stop);
        }
    }

    /** Lets what is under way finish, for a moment; an open transaction is aborted by the next session. */
    @Override
    public void close() {
        try {
            committed.get(CLOSE_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException unfinished) {
            LOG.debug("the last transaction did not end; the next session finds out what became of it", unfinished);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        committers.shutdownNow();
        Closing.all(
                producers.stream()
                    .<AutoCloseable>map(it -> () -> it.close(Duration.ZERO))
                    .toArray(AutoCloseable[]::new));
    }
}
