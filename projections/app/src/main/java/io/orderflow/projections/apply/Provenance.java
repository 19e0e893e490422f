package io.orderflow.projections.apply;

import io.orderflow.contract.EventClaim;
import io.orderflow.contract.StrangerReason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells the log's own records from those that others have written to the topic. A record that names the log is believed
 * if the log has reached its position, which the transaction of the batch proves; about any other, such as one of a
 * release that did not name the log, the log itself is asked, once a batch. Used by one thread.
 */
final class Provenance {
    /**
     * The records of a batch in their order.
     *
     * @param believedTo highest position of those that were believed for naming the log; 0 for none
     */
    record Sorted(List<OwnRecord> own, List<Stranger> strangers, long believedTo) {}

    private @Nullable String logId;

    /** Reads the identity of the log anew with the next batch. */
    void forget() {
        logId = null;
    }

    Sorted sort(Connection connection, Batch batch, Care care) throws SQLException {
        List<OwnRecord> whole = new ArrayList<>(batch.records().size());
        List<Stranger> strangers = new ArrayList<>();
        for (KafkaRecord record : batch.records()) {
            switch (EventClaim.read(record, batch.partitions())) {
                case EventClaim.Whole(EventClaim claim) -> whole.add(new OwnRecord(record, claim));
                case EventClaim.Foreign(StrangerReason reason) -> strangers.add(Stranger.of(record, reason));
            }
        }
        return whole.isEmpty() ? new Sorted(whole, strangers, 0) : confirm(connection, whole, strangers, care);
    }

    private Sorted confirm(Connection connection, List<OwnRecord> whole, List<Stranger> strangers, Care care)
            throws SQLException {
        List<EventClaim> doubtful = new ArrayList<>();
        long believedTo = 0;
        for (OwnRecord record : whole) {
            if (care.isConfirmed() || !logId(connection).equals(record.claim().logId())) {
                doubtful.add(record.claim());
            } else {
                believedTo = Math.max(believedTo, record.claim().position());
            }
        }
        if (doubtful.isEmpty()) {
            return new Sorted(whole, strangers, believedTo);
        }
        Set<EventClaim> refuted = new HashSet<>(doubtful);
        refuted.removeAll(inLog(connection, doubtful));
        List<OwnRecord> own = whole.stream().filter(it -> !refuted.contains(it.claim())).toList();
        whole.stream()
            .filter(it -> refuted.contains(it.claim()))
            .forEach(it -> strangers.add(Stranger.of(it.record(), StrangerReason.NOT_IN_LOG)));
        return new Sorted(own, strangers, believedTo);
    }

    private String logId(Connection connection) throws SQLException {
        if (logId == null) {
            try (PreparedStatement statement = connection
                .prepareStatement("SELECT identity FROM event_store.log_head WHERE shard = 0");
                    ResultSet row = statement.executeQuery()) {
                logId = row.next() ? row.getString(1) : "";
            }
        }
        return Objects.requireNonNull(logId);
    }

    /** Those claims that are true. */
    private static Set<EventClaim> inLog(Connection connection, List<EventClaim> claims) throws SQLException {
        Map<Long, List<EventClaim>> byPosition = new HashMap<>();
        claims.forEach(it -> byPosition.computeIfAbsent(it.position(), _ -> new ArrayList<>()).add(it));
        Set<EventClaim> found = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT position, event_id, stream_id, version
                  FROM event_store.event
                 WHERE position = ANY (?)
                """)) {
            statement.setArray(1, connection.createArrayOf("bigint", byPosition.keySet().toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    UUID eventId = rows.getObject(2, UUID.class);
                    String streamId = rows.getString(3);
                    long version = rows.getLong(4);
                    byPosition.getOrDefault(rows.getLong(1), List.of())
                        .stream()
                        .filter(it -> it.eventId().equals(eventId) && it.streamId().equals(streamId)
                                && it.version() == version)
                        .forEach(found::add);
                }
            }
        }
        return found;
    }

    /** Returns a row if the log has reached the position: positions are dense. */
    static TextStatement proof(long position) {
        return new TextStatement("SELECT clock_timestamp() FROM event_store.event WHERE position = ?::bigint",
                Long.toString(position));
    }
}
