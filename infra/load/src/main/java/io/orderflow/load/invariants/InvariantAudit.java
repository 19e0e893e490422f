package io.orderflow.load.invariants;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes I1 to I6, I9 and I11 and the order of the log itself from a running system, without stopping it: the log
 * as it is in one snapshot, then the topic up to the same position.
 */
public final class InvariantAudit {
    /** How long the relay may take to bring the topic to the position at which the log was read. */
    public static final Duration RELAY_WAIT_MAX = Duration.ofSeconds(60);
    private static final Duration RELAY_POLL = Duration.ofMillis(100);
    private final Database database;
    private final @Nullable String bootstrapServers;

    /**
     * @param bootstrapServers Kafka's address; null leaves I11 out
     */
    public InvariantAudit(Database database, @Nullable String bootstrapServers) {
        this.database = database;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * @param progress is told the position from time to time
     * @throws AuditFailedException when database or broker do not answer
     */
    public List<Finding> run(LongConsumer progress) {
        try {
            List<Finding> findings = new ArrayList<>();
            TopicEqualsLog topic = readLog(findings, progress);
            if (bootstrapServers != null) {
                findings.addAll(readTopic(bootstrapServers, topic));
            }
            return findings.stream().sorted(Comparator.comparingInt(InvariantAudit::number)).toList();
        } catch (SQLException failure) {
            throw new AuditFailedException("the database " + database.jdbcUrl() + " cannot be read: "
                    + failure.getMessage(), failure);
        } catch (KafkaException failure) {
            throw new AuditFailedException("Kafka at " + bootstrapServers + " cannot be read: " + failure.getMessage(),
                    failure);
        }
    }

    /** The log itself comes first, since everything else rests on it. */
    private static int number(Finding finding) {
        return finding.id().startsWith("I") ? Integer.parseInt(finding.id().substring(1)) : 0;
    }

    private TopicEqualsLog readLog(List<Finding> findings, LongConsumer progress) throws SQLException {
        try (LogReader reader = new LogReader(database)) {
            TopicEqualsLog topic = new TopicEqualsLog(reader.identity());
            List<Invariant> invariants = List.of(new LogOrder(reader.head()), new OrderTotals(),
                    new StockBooks(reader.stockLevels()), new PaymentBooks(),
                    new OneOrderPerCommand(reader.outcomes()));
            reader.readLog(event -> {
                invariants.forEach(it -> it.observe(event));
                topic.observe(event);
                progress.accept(event.position());
            });
            invariants.forEach(it -> findings.addAll(it.findings()));
            return topic;
        }
    }

    private List<Finding> readTopic(String servers, TopicEqualsLog topic) throws SQLException {
        awaitRelay(topic.head());
        try (TopicReader reader = new TopicReader(servers)) {
            reader.readAll(topic);
        }
        return topic.findings();
    }

    /** When the relay does not come in time, the comparison goes on and shows what is missing. */
    private void awaitRelay(long head) throws SQLException {
        Instant end = Instant.now().plus(RELAY_WAIT_MAX);
        while (Instant.now().isBefore(end)) {
            try (LogReader reader = new LogReader(database)) {
                if (reader.relayPosition() >= head) {
                    return;
                }
            }
            LockSupport.parkNanos(RELAY_POLL.toNanos());
        }
    }
}
