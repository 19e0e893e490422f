package io.orderflow.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(LiveSystemExtension.class)
class OrderIT {
    private final LiveSystem system;
    private final Api api;

    OrderIT(LiveSystem system) {
        this.system = system;
        api = system.api();
    }

    @Test
    void anOrderIsReadWithItsTokenAndGetsConfirmed() {
        Api.Placed order = api.place();
        assertThat(api.status(order)).isIn("PLACED", "RESERVED", "CONFIRMED");
        await().atMost(Duration.ofSeconds(10)).until(() -> api.status(order), "CONFIRMED"::equals);
        JsonNode detail = Api.json(api.get("/api/v1/orders/" + order.id()));
        assertThat(detail.path("version").asLong()).isEqualTo(3);
        assertThat(detail.path("total")).isEqualTo(detail.path("lines").path(0).path("unitPrice"));
        assertThat(detail.path("_links").has("cancel")).isTrue();
    }

    /** The middle of several runs, since other work may share the machine for a moment. */
    @Test
    void fromAcceptedToConfirmedInAQueryTakesLessThanASecondAtRest() {
        List<Duration> durations = IntStream.range(0, 9).mapToObj(_ -> timeToConfirmed()).sorted().toList();
        assertThat(durations.get(durations.size() / 2)).isLessThan(Duration.ofSeconds(1));
    }

    private Duration timeToConfirmed() {
        Instant start = Instant.now();
        Api.Placed order = api.place();
        await().atMost(Duration.ofSeconds(10))
            .pollInterval(Duration.ofMillis(10))
            .until(() -> api.status(order), "CONFIRMED"::equals);
        return Duration.between(start, Instant.now());
    }

    @Test
    void aStreamOfEventsResumesAfterTheLastOneSeen() {
        Api.Placed order = system.confirmedOrder();
        assertThat(eventIds(order, "0", 3)).containsExactly("id: 1", "id: 2", "id: 3");
        assertThat(eventIds(order, "1", 2)).containsExactly("id: 2", "id: 3");
    }

    private List<String> eventIds(Api.Placed order, String lastEventId, int count) {
        try (Stream<String> lines = system.lines("/api/v1/orders/" + order.id() + "/stream", "Last-Event-ID",
                lastEventId)) {
            return lines.filter(it -> it.startsWith("id:")).limit(count).toList();
        }
    }

    @Test
    void aPoisonedEventParksItsStreamAndTheRestFlows() {
        Api.Placed poisoned = system.confirmedOrder();
        long position = system.poison("order-" + poisoned.id(), 3);
        Api.Placed healthy = system.confirmedOrder();
        HttpResponse<String> read = api.get("/api/v1/orders/" + poisoned.id(), "Consistency-Token",
                Long.toString(position), "Prefer", "wait=10");
        assertThat(Api.json(read).path("status").asString()).isEqualTo("CONFIRMED");
        assertThat(api.status(healthy)).isEqualTo("CONFIRMED");
        assertThat(system.parkedEvents("order_detail", "order-" + poisoned.id())).isEqualTo(2);
        assertThat(system.parkedEvents("order_detail", "order-" + healthy.id())).isZero();
    }
}
