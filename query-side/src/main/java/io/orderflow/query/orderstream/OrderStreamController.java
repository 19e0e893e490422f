package io.orderflow.query.orderstream;

import io.orderflow.contract.http.InvalidValue;
import io.orderflow.http.ApiProblem;
import io.orderflow.http.Permit;
import io.orderflow.query.consistency.QueryType;
import io.orderflow.query.consistency.Reads;
import io.orderflow.query.http.ApiPaths;
import io.orderflow.query.store.EventForms;
import io.orderflow.query.store.OrderStreams;
import io.orderflow.query.store.StoredEvent;
import io.orderflow.query.store.StoredEvents;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * Each stream is a loop on the virtual thread of its request: read the store from the last version sent, send, wait to
 * be woken. Nothing is buffered for a client; one that does not take its bytes within the connector's timeout is
 * dropped by it and resumes from the store.
 */
@RestController
class OrderStreamController {
    private static final Logger LOG = LoggerFactory.getLogger(OrderStreamController.class);
    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final Pattern VERSION = Pattern.compile("\\d{1,18}");
    private static final Duration RECONNECT_AFTER = Duration.ofSeconds(1);
    private static final int BATCH_EVENTS_MAX = 100;

    private final Reads reads;
    private final StoredEvents events;
    private final EventForms forms;
    private final JsonMapper json;
    private final LogTailer tailer;
    private final StreamProperties properties;

    OrderStreamController(Reads reads, StoredEvents events, EventForms forms, JsonMapper json, LogTailer tailer,
            StreamProperties properties) {
        this.reads = reads;
        this.events = events;
        this.forms = forms;
        this.json = json;
        this.tailer = tailer;
        this.properties = properties;
    }

    @GetMapping(path = ApiPaths.ORDER + "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void stream(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String stream = OrderStreams.order(id);
        long lastVersion = reads.answer(QueryType.FOLLOW_ORDER, request, response,
                () -> lastVersionSeen(request, events.versionOf(stream)));
        if (request.getMethod().equals(RequestMethod.HEAD.name())) {
            addHeaders(response);
            return;
        }
        try (Subscription subscription = tailer.subscribe(stream)) {
            Permit.leave(request);
            addHeaders(response);
            follow(subscription, lastVersion, new EventFrames(response.getOutputStream(), json, forms));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException gone) {
            LOG.debug("a client of an event stream went away: {}", gone.getMessage());
        }
    }

    private static long lastVersionSeen(HttpServletRequest request, long version) {
        if (version == 0) {
            throw ApiProblem.notFound("the event store has no order with this id");
        }
        String lastEventId = request.getHeader(LAST_EVENT_ID);
        if (lastEventId == null || lastEventId.isBlank()) {
            return 0;
        }
        if (!VERSION.matcher(lastEventId).matches() || Long.parseLong(lastEventId) > version) {
            throw ApiProblem.invalid(InvalidValue.header(LAST_EVENT_ID,
                    "must be the id of an event of this stream, 1 to " + version));
        }
        return Long.parseLong(lastEventId);
    }

    private static void addHeaders(HttpServletResponse response) {
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Accel-Buffering", "no"); // for proxies in front that would collect the frames
    }

    private void follow(Subscription subscription, long lastVersion, EventFrames frames)
            throws IOException, InterruptedException {
        long endNanos = System.nanoTime() + properties.ageMax().toNanos();
        long version = lastVersion;
        frames.retryAfter(RECONNECT_AFTER);
        while (isOpen(subscription, endNanos)) {
            subscription.reset();
            List<StoredEvent> batch = events.ofStream(subscription.streamId(), version, BATCH_EVENTS_MAX);
            for (StoredEvent event : batch) {
                frames.event(event);
                version = event.version();
            }
            if (batch.size() < BATCH_EVENTS_MAX) {
                awaitNews(subscription, endNanos, frames);
            }
        }
    }

    /**
     * Silence costs no statement, since each event is signalled; and followers that came together do not beat as one.
     */
    private void awaitNews(Subscription subscription, long endNanos, EventFrames frames)
            throws IOException, InterruptedException {
        while (isOpen(subscription, endNanos) && !subscription.await(pause())) {
            frames.comment("heartbeat");
        }
    }

    private Duration pause() {
        long longest = properties.heartbeat().toMillis();
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
    }

    private static boolean isOpen(Subscription subscription, long endNanos) {
        return !subscription.hasEnded() && System.nanoTime() < endNanos;
    }
}
