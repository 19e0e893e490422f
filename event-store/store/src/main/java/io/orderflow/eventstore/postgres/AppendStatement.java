package io.orderflow.eventstore.postgres;

import io.orderflow.eventstore.AppendRequest;
import io.orderflow.eventstore.AppendResult;
import io.orderflow.eventstore.ExpectedVersion;
import io.orderflow.eventstore.NewEvent;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgConnection;

/**
 * One call of {@code event_store.append}: one round trip, one transaction. Belongs to one connection and one thread.
 */
final class AppendStatement {
    private static final String APPEND = """
            SELECT head, recorded_at, outcomes, versions, bases
              FROM event_store.append(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final Connection connection;
    private final PreparedStatement append;
    private long knownHead;

    /**
     * @param knownHead a position that the log has reached; a log that has not is refused
     */
    AppendStatement(Connection connection, long knownHead) throws SQLException {
        this.connection = connection;
        this.knownHead = knownHead;
        this.append = connection.prepareStatement(APPEND);
    }

    long knownHead() {
        return knownHead;
    }

    /** Outcomes in the order of the batch. A batch has at most one append for a stream and for a command id. */
    List<AppendResult> execute(List<PendingAppend> batch) throws SQLException {
        append.setLong(1, knownHead);
        bindAppends(batch);
        bindCommands(batch);
        bindEvents(batch);
        try (ResultSet row = append.executeQuery()) {
            row.next();
            List<AppendResult> results = results(row, batch);
            knownHead = headAfter(row.getLong(1), results);
            return results;
        }
    }

    private static long headAfter(long before, List<AppendResult> results) {
        for (int i = results.size() - 1; i >= 0; i--) {
            if (results.get(i) instanceof AppendResult.Appended last) {
                return last.lastPosition();
            }
        }
        return before;
    }

    private void bindAppends(List<PendingAppend> batch) throws SQLException {
        int size = batch.size();
        String[] streams = new String[size];
        String[] types = new String[size];
        @Nullable
        Long[] expected = new Long[size];
        int[] counts = new int[size];
        long[] bases = new long[size];
        long base = 0;
        for (int i = 0; i < size; i++) {
            AppendRequest request = batch.get(i).request();
            streams[i] = request.streamId();
            types[i] = request.streamType();
            expected[i] = expectedVersion(request.expectedVersion());
            counts[i] = request.events().size();
            bases[i] = base;
            base += counts[i];
        }
        bind(2, "text", streams);
        bind(3, "text", types);
        bind(4, "int8", expected);
        bind(5, "int4", counts);
        bind(6, "int8", bases);
    }

    private void bindCommands(List<PendingAppend> batch) throws SQLException {
        int size = batch.stream().mapToInt(append -> append.request().commands().size()).sum();
        Object[] ids = new Object[size];
        @Nullable
        String[] hashes = new String[size];
        @Nullable
        String[] replies = new String[size];
        int[] appends = new int[size];
        int[] lastEvents = new int[size];
        int n = 0;
        for (int i = 0; i < batch.size(); i++) {
            AppendRequest request = batch.get(i).request();
            for (AppendRequest.Command command : request.commands()) {
                ids[n] = command.commandId();
                hashes[n] = command.requestHash();
                replies[n] = command.reply();
                appends[n] = i + 1;
                lastEvents[n++] = Math.min(command.lastEvent(), request.events().size());
            }
        }
        bind(7, "uuid", size == 0 ? null : ids);
        bind(8, "text", size == 0 ? null : hashes);
        bind(9, "text", size == 0 ? null : replies);
        bind(17, "int4", size == 0 ? null : appends);
        bind(18, "int4", size == 0 ? null : lastEvents);
    }

    private void bindEvents(List<PendingAppend> batch) throws SQLException {
        int size = batch.stream().mapToInt(PendingAppend::eventCount).sum();
        int[] appends = new int[size];
        int[] ordinals = new int[size];
        Object[] ids = new Object[size];
        String[] types = new String[size];
        short[] schemaVersions = new short[size];
        String[] payloads = new String[size];
        String[] metadata = new String[size];
        int n = 0;
        for (int i = 0; i < batch.size(); i++) {
            int ordinal = 0;
            for (NewEvent event : batch.get(i).request().events()) {
                appends[n] = i + 1;
                ordinals[n] = ++ordinal;
                ids[n] = event.eventId();
                types[n] = event.type();
                schemaVersions[n] = (short) event.schemaVersion();
                payloads[n] = event.payload();
                metadata[n++] = event.metadata();
            }
        }
        bind(10, "int4", appends);
        bind(11, "int4", ordinals);
        bind(12, "uuid", ids);
        bind(13, "text", types);
        bind(14, "int2", schemaVersions);
        bind(15, "text", payloads);
        bind(16, "text", metadata);
    }

    private void bind(int index, String type, @Nullable Object values) throws SQLException {
        if (values == null) {
            append.setNull(index, Types.ARRAY, "_" + type);
        } else {
            append.setArray(index, connection.unwrap(PgConnection.class).createArrayOf(type, values));
        }
    }

    private static List<AppendResult> results(ResultSet row, List<PendingAppend> batch) throws SQLException {
        long head = row.getLong(1);
        Instant recordedAt = row.getObject(2, OffsetDateTime.class).toInstant();
        Array refusals = row.getArray(3);
        return refusals == null
                ? allAppended(batch, head, recordedAt)
                : decided(batch, head, recordedAt, (String[]) refusals.getArray(), longs(row, 4), longs(row, 5));
    }

    private static Long[] longs(ResultSet row, int column) throws SQLException {
        return (Long[]) row.getArray(column).getArray();
    }

    private static List<AppendResult> allAppended(List<PendingAppend> batch, long head, Instant recordedAt) {
        List<AppendResult> results = new ArrayList<>(batch.size());
        long position = head;
        for (PendingAppend each : batch) {
            AppendRequest request = each.request();
            long before = Objects.requireNonNull(expectedVersion(request.expectedVersion()));
            results.add(appended(before, position, request.events().size(), recordedAt));
            position += request.events().size();
        }
        return results;
    }

    private static List<AppendResult> decided(List<PendingAppend> batch, long head, Instant recordedAt,
            String[] outcomes, Long[] versions, Long[] bases) throws SQLException {
        List<AppendResult> results = new ArrayList<>(batch.size());
        for (int i = 0; i < outcomes.length; i++) {
            AppendRequest request = batch.get(i).request();
            results.add(switch (outcomes[i]) {
                case "A" -> appended(versions[i], head + bases[i], request.events().size(), recordedAt);
                case "C" -> new AppendResult.Conflict(request.streamId(), request.expectedVersion(), versions[i]);
                case "D" -> new AppendResult.Duplicate(request.commands().getFirst().commandId());
                case "X" -> new AppendResult.Archived(request.streamId());
                default -> throw new SQLException("unknown outcome " + outcomes[i]);
            });
        }
        return results;
    }

    private static AppendResult.Appended appended(long versionBefore, long positionBefore, int events,
            Instant recordedAt) {
        return new AppendResult.Appended(versionBefore + 1, versionBefore + events, positionBefore + 1,
                positionBefore + events, recordedAt);
    }

    private static @Nullable Long expectedVersion(ExpectedVersion expected) {
        return switch (expected) {
            case ExpectedVersion.Exactly(long version) -> version;
            case ExpectedVersion.NoStream() -> 0L;
            case ExpectedVersion.Any() -> null;
        };
    }
}
