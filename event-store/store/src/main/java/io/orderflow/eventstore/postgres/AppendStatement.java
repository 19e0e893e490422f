package io.orderflow.eventstore.postgres;

import io.orderflow.eventstore.AppendRequest;
import io.orderflow.eventstore.AppendResult;
import io.orderflow.eventstore.ExpectedVersion;
import io.orderflow.eventstore.NewEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One call of {@code event_store.append}: one round trip, one transaction. Belongs to one connection and one thread.
 */
final class AppendStatement {
    private static final String APPEND = """
            SELECT append, outcome, last_version, last_position, recorded_at
              FROM event_store.append(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final Connection connection;
    private final PreparedStatement append;

    AppendStatement(Connection connection) throws SQLException {
        this.connection = connection;
        this.append = connection.prepareStatement(APPEND);
    }

    /** Outcomes in the order of the batch. A batch has at most one append for a stream and for a command id. */
    List<AppendResult> execute(List<PendingAppend> batch) throws SQLException {
        bindAppends(batch);
        bindEvents(batch);
        List<AppendResult> results = new ArrayList<>(batch.size());
        try (ResultSet rows = append.executeQuery()) {
            while (rows.next()) {
                results.add(resultOf(rows, batch.get(rows.getInt(1) - 1).request()));
            }
        }
        return results;
    }

    private void bindAppends(List<PendingAppend> batch) throws SQLException {
        int size = batch.size();
        String[] streams = new String[size];
        String[] types = new String[size];
        @Nullable
        Long[] expected = new Long[size];
        Integer[] counts = new Integer[size];
        @Nullable
        Object[] commandIds = new Object[size];
        @Nullable
        String[] hashes = new String[size];
        @Nullable
        String[] replies = new String[size];
        for (int i = 0; i < size; i++) {
            AppendRequest request = batch.get(i).request();
            streams[i] = request.streamId();
            types[i] = request.streamType();
            expected[i] = expectedVersion(request.expectedVersion());
            counts[i] = request.events().size();
            AppendRequest.Command command = request.command();
            commandIds[i] = command == null ? null : command.commandId();
            hashes[i] = command == null ? null : command.requestHash();
            replies[i] = command == null ? null : command.reply();
        }
        bind(1, "text", streams);
        bind(2, "text", types);
        bind(3, "int8", expected);
        bind(4, "int4", counts);
        bind(5, "uuid", commandIds);
        bind(6, "text", hashes);
        bind(7, "text", replies);
    }

    private void bindEvents(List<PendingAppend> batch) throws SQLException {
        int size = batch.stream().mapToInt(PendingAppend::eventCount).sum();
        Integer[] appends = new Integer[size];
        Object[] ids = new Object[size];
        String[] types = new String[size];
        Integer[] schemaVersions = new Integer[size];
        String[] payloads = new String[size];
        String[] metadata = new String[size];
        int n = 0;
        for (int i = 0; i < batch.size(); i++) {
            for (NewEvent event : batch.get(i).request().events()) {
                appends[n] = i + 1;
                ids[n] = event.eventId();
                types[n] = event.type();
                schemaVersions[n] = event.schemaVersion();
                payloads[n] = event.payload();
                metadata[n++] = event.metadata();
            }
        }
        bind(8, "int4", appends);
        bind(9, "uuid", ids);
        bind(10, "text", types);
        bind(11, "int2", schemaVersions);
        bind(12, "text", payloads);
        bind(13, "text", metadata);
    }

    private void bind(int index, String type, @Nullable Object[] values) throws SQLException {
        append.setArray(index, connection.createArrayOf(type, values));
    }

    private static AppendResult resultOf(ResultSet row, AppendRequest request) throws SQLException {
        long lastVersion = row.getLong(3);
        long lastPosition = row.getLong(4);
        Instant recordedAt = row.getObject(5, OffsetDateTime.class).toInstant();
        int events = request.events().size();
        return switch (row.getString(2)) {
            case "A" -> new AppendResult.Appended(lastVersion - events + 1, lastVersion, lastPosition - events + 1,
                    lastPosition, recordedAt);
            case "C" -> new AppendResult.Conflict(request.streamId(), request.expectedVersion(), lastVersion);
            case "D" -> new AppendResult.Duplicate(Objects.requireNonNull(request.command()).commandId());
            default -> throw new SQLException("unknown outcome " + row.getString(2));
        };
    }

    private static @Nullable Long expectedVersion(ExpectedVersion expected) {
        return switch (expected) {
            case ExpectedVersion.Exactly(long version) -> version;
            case ExpectedVersion.NoStream() -> 0L;
            case ExpectedVersion.Any() -> null;
        };
    }
}
