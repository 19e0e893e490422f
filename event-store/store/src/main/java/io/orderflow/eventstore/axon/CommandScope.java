package io.orderflow.eventstore.axon;

import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.EventMetadata;
import io.orderflow.eventstore.AppendResult;
import io.orderflow.eventstore.RecordedEvent;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the storage engine has to know of the command whose events it appends, and tells of it afterwards. Bound around
 * the synchronous dispatch of one command; used by one thread.
 */
public final class CommandScope {
    /** Bound while a command is dispatched; the engine refuses to append outside of it. */
    public static final ScopedValue<CommandScope> CURRENT = ScopedValue.newInstance();

    /** Makes the answer that is stored with the events, for whoever repeats the command. */
    @FunctionalInterface
    public interface ReplyWriter {
        /**
         * @param lastVersion version of the stream after the append
         */
        String reply(long lastVersion, List<DomainEvent> events);
    }

    private final UUID commandId;
    private final @Nullable String requestHash;
    private final @Nullable ReplyWriter replyWriter;
    private final EventMetadata metadata;
    private final int orderPlacedSchemaVersion;
    private AppendResult.@Nullable Appended appended;
    private @Nullable Loaded loaded;
    private boolean read;
    private boolean assumedNew;

    /** Events that were read together with the snapshot. */
    private record Loaded(String streamId, long fromVersion, List<RecordedEvent> events) {}

    /**
     * @param metadata stored with each event, completed by the trace context of the append
     * @param orderPlacedSchemaVersion the current version, or a former one for an imported history
     */
    public CommandScope(
            UUID commandId,
            @Nullable String requestHash,
            @Nullable ReplyWriter replyWriter,
            EventMetadata metadata,
            int orderPlacedSchemaVersion) {
        this.commandId = commandId;
        this.requestHash = requestHash;
        this.replyWriter = replyWriter;
        this.metadata = metadata;
        this.orderPlacedSchemaVersion = orderPlacedSchemaVersion;
    }

    /** What was appended; empty when the command had no effect. */
    public Optional<AppendResult.Appended> appended() {
        return Optional.ofNullable(appended);
    }

    void appended(AppendResult.Appended result) {
        appended = result;
    }

    /** Whether the aggregate was read from the store for this command; otherwise a cache knew it. */
    public boolean wasRead() {
        return read;
    }

    /**
     * Spares the first load of the aggregate: it has no events, as far as the caller knows. When it has some after all,
     * the append meets a conflict.
     */
    public CommandScope assumeNew() {
        assumedNew = true;
        return this;
    }

    /** Whether the stream is taken as empty; once, so that whoever loads again does read. */
    boolean takeAsNew(String streamId) {
        boolean empty = assumedNew;
        assumedNew = false;
        if (empty) {
            loaded = new Loaded(streamId, 1, List.of());
        }
        return empty;
    }

    void loaded(String streamId, long fromVersion, List<RecordedEvent> events) {
        read = true;
        loaded = new Loaded(streamId, fromVersion, events);
    }

    /** Once, and only what begins where the caller wants to begin. */
    Optional<List<RecordedEvent>> takeLoaded(String streamId, long fromVersion) {
        Loaded ready = loaded;
        loaded = null;
        return ready != null && ready.streamId.equals(streamId) && ready.fromVersion == fromVersion
                ? Optional.of(ready.events)
                : Optional.empty();
    }

    UUID commandId() {
        return commandId;
    }

    @Nullable
    String requestHash() {
        return requestHash;
    }

    @Nullable
    ReplyWriter replyWriter() {
        return replyWriter;
    }

    EventMetadata metadata() {
        return metadata;
    }

    int orderPlacedSchemaVersion() {
        return orderPlacedSchemaVersion;
    }
}
