package io.orderflow.command.http;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.orderflow.command.dispatch.CommandContext;
import io.orderflow.command.dispatch.CommandContext.RequestInfo;
import io.orderflow.command.dispatch.RequiredVersion;
import io.orderflow.contract.EventType;
import io.orderflow.eventstore.axon.CommandScope.ReplyWriter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request, and which.
 *
 * @param route with the names of its parameters, not their values
 */
record Caller(String actor, String method, String route, String path, Instant requestedAt, @Nullable String spanId) {
    static Caller of(HttpServletRequest request, String route, Clock clock) {
        SpanContext span = Span.current().getSpanContext();
        return new Caller(RequestHeaders.actor(request), request.getMethod(), route, request.getRequestURI(),
                clock.instant(), span.isValid() ? span.getSpanId() : null);
    }

    CommandContext context(UUID commandId, String correlationId, @Nullable String requestHash,
            @Nullable ReplyWriter replyWriter, RequiredVersion required) {
        return new CommandContext(commandId, actor, correlationId, commandId.toString(), false,
                EventType.ORDER_PLACED.schemaVersion(), requestHash, replyWriter, required,
                new RequestInfo(method + " " + route, requestedAt, spanId));
    }
}
