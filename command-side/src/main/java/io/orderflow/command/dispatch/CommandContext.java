package io.orderflow.command.dispatch;

import io.orderflow.contract.EventType;
import io.orderflow.eventstore.axon.CommandScope;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for a command, why, and what is stored with its events.
 *
 * @param commandId at most one dispatch per id takes effect
 * @param actor the principal; never personal data
 * @param correlationId the order id for everything that happens for an order
 * @param causationId id of the event that was reacted to, or of the command
 * @param imported true for history, to which nobody reacts
 * @param orderPlacedSchemaVersion version in which {@code OrderPlaced} is written: the current one, but for history
 * @param requestHash tells a repeated request from another one with the same command id; null when nobody compares
 * @param replyWriter makes the answer that is stored with the events; null when nobody asks for it again
 */
public record CommandContext(
        UUID commandId,
        String actor,
        String correlationId,
        String causationId,
        boolean imported,
        int orderPlacedSchemaVersion,
        @Nullable String requestHash,
        CommandScope.@Nullable ReplyWriter replyWriter,
        RequiredVersion requiredVersion,
        @Nullable RequestInfo request) {
    /**
     * The HTTP request behind the command, for the journey of an order.
     *
     * @param line method and route, such as {@code POST /api/v1/orders}
     * @param spanId of the server span, 16 hex digits
     */
    public record RequestInfo(String line, Instant requestedAt, @Nullable String spanId) {}

    /** A command of this system itself, such as a process manager's. */
    public static CommandContext of(UUID commandId, String actor, String correlationId, String causationId) {
        return new CommandContext(commandId, actor, correlationId, causationId, false,
                EventType.ORDER_PLACED.schemaVersion(), null, null, RequiredVersion.ANY, null);
    }

    /**
     * A command of an imported history.
     *
     * @param orderPlacedSchemaVersion 1 to the current version
     */
    public CommandContext asImport(int orderPlacedSchemaVersion) {
        return new CommandContext(commandId, actor, correlationId, causationId, true, orderPlacedSchemaVersion,
                requestHash, replyWriter, requiredVersion, request);
    }
}
