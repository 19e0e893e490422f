package io.orderflow.query.orderevents;

import io.orderflow.contract.EventMetadata;
import io.orderflow.http.ApiProblem;
import io.orderflow.query.consistency.QueryType;
import io.orderflow.query.consistency.Reads;
import io.orderflow.query.http.Accepts;
import io.orderflow.query.http.ApiPaths;
import io.orderflow.query.http.CursorSigner;
import io.orderflow.query.http.Page;
import io.orderflow.query.http.Parameters;
import io.orderflow.query.store.EventForms;
import io.orderflow.query.store.OrderStreams;
import io.orderflow.query.store.StoredEvent;
import io.orderflow.query.store.StoredEvents;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OrderEventsController {
    private static final int LIMIT_DEFAULT = 200;
    private static final int LIMIT_MAX = 500;

    private final Reads reads;
    private final StoredEvents events;
    private final EventForms forms;
    private final CursorSigner cursors;

    OrderEventsController(Reads reads, StoredEvents events, EventForms forms, CursorSigner cursors) {
        this.reads = reads;
        this.events = events;
        this.forms = forms;
        this.cursors = cursors;
    }

    /**
     * @param traceId of the trace that appended the event
     */
    record OrderEventItem(
            String id,
            String type,
            String stream,
            long version,
            long position,
            Instant recordedAt,
            @Nullable String traceId,
            @Nullable String spanId,
            EventMetadata metadata,
            EventForms.Form stored,
            EventForms.Form upcast) {}

    @GetMapping(ApiPaths.ORDER + "/events")
    @Accepts({"limit", "cursor"})
    Page<OrderEventItem> events(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) {
        Parameters parameters = new Parameters(request);
        int limit = parameters.intBetween("limit", 1, LIMIT_MAX, LIMIT_DEFAULT);
        String stream = OrderStreams.order(id);
        String list = "events|" + stream;
        Long cursor = parameters.optional("cursor", "the nextCursor of this list",
                it -> Long.valueOf(cursors.read(list, it)));
        parameters.check();
        long afterVersion = cursor == null ? 0 : cursor;
        List<StoredEvent> found = reads.answer(QueryType.LIST_ORDER_EVENTS, request, response,
                () -> events.ofStream(stream, afterVersion, limit + 1));
        if (found.isEmpty() && afterVersion == 0) {
            throw ApiProblem.notFound("the event store has no order with this id");
        }
        return Page.of(found, limit, it -> cursors.write(list, Long.toString(it.version())))
            .map(this::item)
            .linkedFrom(request, response);
    }

    private OrderEventItem item(StoredEvent event) {
        return new OrderEventItem(event.eventId().toString(), event.form().type(), event.streamId(), event.version(),
                event.position(), event.recordedAt(), event.traceId(), event.spanId(), event.metadata(),
                forms.stored(event.form()), forms.upcast(event.form()));
    }
}
