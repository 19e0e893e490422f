package io.orderflow.projections.consume;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls so that a transaction is worth its cost. An event that comes after a quiet time is handed on at once; while
 * events keep coming, batches begin an interval apart, and each takes all that the broker has by then. Used by the
 * consumer's thread alone.
 */
final class PacedPoll {
    private static final Logger LOG = LoggerFactory.getLogger(PacedPoll.class);
    private static final int COMPLAINTS_MAX = 10;
    /** For the broker's answer about what came while the client held what it had fetched before. */
    private static final Duration GATHER_TIMEOUT = Duration.ofMillis(2);

    private final Consumer<byte[], byte[]> consumer;
    private final Assignment assignment;
    private final ConsumerSettings settings;
    private final CountDownLatch closing;
    private long nextNanos = System.nanoTime();

    /** @param closing ends the wait for the next interval when it reaches zero */
    PacedPoll(Consumer<byte[], byte[]> consumer, Assignment assignment, ConsumerSettings settings,
            CountDownLatch closing) {
        this.consumer = consumer;
        this.assignment = assignment;
        this.settings = settings;
        this.closing = closing;
    }

    /**
     * Waits for records, at most the interval and the timeout of a poll. Returns what one or two polls brought, the
     * earlier first; nothing when none came.
     */
    List<ConsumerRecords<byte[], byte[]>> poll() throws SQLException {
        boolean waited = awaitInterval();
        List<ConsumerRecords<byte[], byte[]>> polled = new ArrayList<>(2);
        add(polled, poll(settings.pollTimeout()));
        if (waited && !polled.isEmpty() && polled.getFirst().count() < settings.pollRecordsMax()) {
            int before = assignment.changes();
            add(polled, poll(GATHER_TIMEOUT));
            if (assignment.changes() != before) {
                // Partitions went or came back between the two, so that the first may be read again.
                assignment.restart();
                return List.of();
            }
        }
        if (!polled.isEmpty()) {
            nextNanos = System.nanoTime() + settings.batchInterval().toNanos();
        }
        return polled;
    }

    private boolean awaitInterval() {
        long pause = nextNanos - System.nanoTime();
        if (pause <= 0) {
            return false;
        }
        try {
            return !closing.await(pause, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static void add(List<ConsumerRecords<byte[], byte[]>> polled, ConsumerRecords<byte[], byte[]> records) {
        if (!records.isEmpty()) {
            polled.add(records);
        }
    }

    /**
     * The client may complain that a partition has no offset before, or just after, it has told us that the partition
     * is ours and we have set it: then it is set again, after the same checks.
     */
    private ConsumerRecords<byte[], byte[]> poll(Duration timeout) throws SQLException {
        for (int complaints = 0; complaints < COMPLAINTS_MAX; complaints++) {
            try {
                return consumer.poll(timeout);
            } catch (NoOffsetForPartitionException complaint) {
                LOG.atDebug().setCause(complaint).log("Offset complained about");
                assignment.restart();
            }
        }
        return consumer.poll(timeout);
    }
}
