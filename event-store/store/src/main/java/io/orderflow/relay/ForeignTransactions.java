package io.orderflow.relay;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions of others in the relay's topic. While one is open, nobody who reads committed records sees what was
 * published behind its first record, and a relay that starts cannot see where the former one ended. Only the relay may
 * write there; so what stays open for too long is aborted. Thread-safe.
 */
final class ForeignTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(ForeignTransactions.class);

    private final RelaySettings settings;
    private final Set<String> ours;
    private final Duration openMax;
    private final LongSupplier nanoTime;
    /** When each was seen first: the times of its records are its client's. */
    private Map<Open, Long> seenNanos = new HashMap<>();

    /** An open transaction in one partition. */
    private record Open(TopicPartition partition, long producerId, int producerEpoch, long firstOffset,
            int coordinatorEpoch) {
        @Override
        public String toString() {
            return partition + " from offset " + firstOffset + " by producer " + producerId;
        }
    }

    /** Thrown while there is any. */
    static final class PresentException extends RuntimeException {
        PresentException(Collection<?> open, Duration openMax) {
            super("a foreign transaction is open in " + open
                    + "; what is published behind it is visible to nobody. It is aborted after "
                    + openMax.toSeconds() + " s; by hand: kafka-transactions.sh abort", null, false, false);
        }
    }

    /**
     * @param ours transactional ids of the relay
     */
    ForeignTransactions(RelaySettings settings, Collection<String> ours, LongSupplier nanoTime) {
        this.settings = settings;
        this.ours = Set.copyOf(ours);
        this.openMax = settings.foreignTransactionMax();
        this.nanoTime = nanoTime;
    }

    /**
     * Aborts those that have been open for too long.
     *
     * @throws PresentException while others, or these, are still open
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer, or forbids the abort
     */
    synchronized void requireNone(Admin admin) {
        Set<Open> open = open(admin);
        long now = nanoTime.getAsLong();
        Map<Open, Long> seen = new HashMap<>();
        open.forEach(it -> seen.put(it, seenNanos.getOrDefault(it, now)));
        seenNanos = seen;
        if (open.isEmpty()) {
            return;
        }
        List<Open> overdue = open.stream()
            .filter(it -> now - seen.getOrDefault(it, now) >= openMax.toNanos())
            .toList();
        abort(admin, overdue);
        throw new PresentException(open, openMax);
    }

    private Set<Open> open(Admin admin) {
        Map<TopicPartition, PartitionProducerState> states = RelayTopic
            .get(admin.describeProducers(partitions(admin)).all());
        Set<Open> open = new HashSet<>();
        states.forEach((partition, producers) -> producers.activeProducers()
            .stream()
            .filter(it -> it.currentTransactionStartOffset().isPresent())
            .forEach(it -> open.add(open(partition, it))));
        if (!open.isEmpty()) {
            Set<Long> own = transactions(admin).entrySet()
                .stream()
                .filter(it -> ours.contains(it.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
            open.removeIf(it -> own.contains(it.producerId));
        }
        return open;
    }

    private static Open open(TopicPartition partition, ProducerState state) {
        return new Open(partition, state.producerId(), state.producerEpoch(),
                state.currentTransactionStartOffset().orElse(-1), state.coordinatorEpoch().orElse(-1));
    }

    private Set<TopicPartition> partitions(Admin admin) {
        int count = RelayTopic.get(admin.describeTopics(List.of(settings.topic())).allTopicNames())
            .values()
            .iterator()
            .next()
            .partitions()
            .size();
        return IntStream.range(0, count)
            .filter(settings.shard()::owns)
            .mapToObj(it -> new TopicPartition(settings.topic(), it))
            .collect(Collectors.toSet());
    }

    /** Transactional id by producer id. */
    private static Map<Long, String> transactions(Admin admin) {
        return RelayTopic.get(admin.listTransactions(new ListTransactionsOptions()).all())
            .stream()
            .collect(
                    Collectors.toMap(TransactionListing::producerId, TransactionListing::transactionalId, (a, _) -> a));
    }

    /** By its coordinator, which then knows; one that no coordinator knows (any more), partition by partition. */
    private static void abort(Admin admin, Collection<Open> overdue) {
        if (overdue.isEmpty()) {
            return;
        }
        Map<Long, String> ids = transactions(admin);
        Set<String> fenced = new HashSet<>();
        for (Open each : overdue) {
            String id = ids.get(each.producerId);
            LOG.warn("a foreign transaction ({}) is aborted: {}", id == null ? "its coordinator does not know it" : id,
                    each);
            if (id == null) {
                RelayTopic.get(admin.abortTransaction(new AbortTransactionSpec(each.partition, each.producerId,
                        (short) each.producerEpoch, each.coordinatorEpoch))
                    .all());
            } else if (fenced.add(id)) {
                RelayTopic.get(admin.fenceProducers(List.of(id)).all());
            }
        }
    }
}
