package io.orderflow.query.orderjourney;

import io.orderflow.http.ApiProblem;
import io.orderflow.query.consistency.QueryType;
import io.orderflow.query.consistency.Reads;
import io.orderflow.query.http.ApiPaths;
import io.orderflow.query.orderjourney.JourneyStepTable.Step;
import io.orderflow.query.store.OrderStreams;
import io.orderflow.query.store.StoredEvent;
import io.orderflow.query.store.StoredEvents;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OrderJourneyController {
    private static final int EVENTS_MAX = 500;
    private static final int STEPS_MAX = 2_500;

    private final Reads reads;
    private final StoredEvents events;
    private final JourneyStepTable steps;

    OrderJourneyController(Reads reads, StoredEvents events, JourneyStepTable steps) {
        this.reads = reads;
        this.events = events;
        this.steps = steps;
    }

    /**
     * @param durationMicros from the first entry to the last
     * @param traceIds every trace that took part, in the order of time
     * @param complete false when the journey is too long to be shown whole
     */
    record Journey(
            String orderId,
            int events,
            long durationMicros,
            List<String> traceIds,
            boolean complete,
            List<JourneyEntry> entries) {}

    @GetMapping(ApiPaths.ORDER + "/journey")
    Journey journey(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) {
        List<String> streams = List.of(OrderStreams.order(id), OrderStreams.payment(id));
        return reads.answer(QueryType.SHOW_JOURNEY, request, response, () -> {
            List<StoredEvent> found = events.ofJourney(streams, id, EVENTS_MAX + 1);
            if (found.isEmpty()) {
                throw ApiProblem.notFound("the event store has no order with this id");
            }
            return journey(id, found, steps.ofOrder(id, STEPS_MAX + 1));
        });
    }

    private static Journey journey(String id, List<StoredEvent> events, List<Step> steps) {
        boolean complete = events.size() <= EVENTS_MAX && steps.size() <= STEPS_MAX;
        List<StoredEvent> shown = events.subList(0, Math.min(events.size(), EVENTS_MAX));
        List<JourneyEntry> entries = Timeline.of(shown, steps.subList(0, Math.min(steps.size(), STEPS_MAX)));
        return new Journey(id, shown.size(), entries.getLast().sinceStartMicros(), Timeline.traceIds(entries),
                complete, entries);
    }
}
