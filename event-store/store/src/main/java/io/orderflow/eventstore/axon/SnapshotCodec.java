package io.orderflow.eventstore.axon;

import io.orderflow.eventstore.Snapshot;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.serialization.RevisionResolver;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots as JSON by Axon's serializer. The stored revision is the class and its revision, so that neither can be
 * mistaken.
 */
public final class SnapshotCodec {
    private final Serializer serializer;
    private final RevisionResolver revisions;

    public SnapshotCodec(Serializer serializer, RevisionResolver revisions) {
        this.serializer = serializer;
        this.revisions = revisions;
    }

    public Snapshot encode(DomainEventMessage<?> message) {
        SerializedObject<String> state = serializer.serialize(message.getPayload(), String.class);
        return new Snapshot(message.getAggregateIdentifier(), message.getType(), message.getSequenceNumber() + 1,
                revisionOf(message.getPayloadType()), state.getData());
    }

    public Optional<DomainEventMessage<?>> decode(Snapshot snapshot) {
        return classOf(snapshot).map(type -> {
            Object state = serializer.deserialize(
                    new SimpleSerializedObject<>(snapshot.state(), String.class, type.getName(),
                            revisions.revisionOf(type)));
            return new GenericDomainEventMessage<>(snapshot.streamType(), snapshot.streamId(), snapshot.version() - 1,
                    state, Map.of());
        });
    }

    private Optional<Class<?>> classOf(Snapshot snapshot) {
        String className = snapshot.revision().substring(0, Math.max(0, snapshot.revision().indexOf('#')));
        try {
            Class<?> type = Class.forName(className, false, Thread.currentThread().getContextClassLoader());
            return revisionOf(type).equals(snapshot.revision()) ? Optional.of(type) : Optional.empty();
        } catch (ClassNotFoundException formerClass) {
            return Optional.empty();
        }
    }

    private String revisionOf(Class<?> type) {
        @Nullable
        String revision = revisions.revisionOf(type);
        return type.getName() + "#" + (revision == null ? "" : revision);
    }
}
