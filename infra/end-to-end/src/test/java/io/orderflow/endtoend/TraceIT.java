package io.orderflow.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.contract.EventHeaders;
import io.orderflow.contract.EventMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** One trace id, from the HTTP request to the read model's SQL and back through a query. */
@ExtendWith(LiveSystemExtension.class)
class TraceIT {
    private static final Duration EXPORTED_MAX = Duration.ofSeconds(20);
    private static final String PARENT = "00f067aa0ba902b7";
    private final LiveSystem system;
    private final String traceId = newTraceId();

    TraceIT(LiveSystem system) {
        this.system = system;
    }

    @Test
    void aTraceIsFollowedFromTheRequestThroughEventAndTopicToTheReadModelAndItsQuery() {
        Api.Placed order = system.api().place("traceparent", "00-" + traceId + "-" + PARENT + "-01");
        await().atMost(EXPORTED_MAX).until(() -> system.api().status(order), "CONFIRMED"::equals);

        assertThat(storedMetadata(order).traceparent()).startsWith("00-" + traceId + "-");
        assertThat(kafkaTraceparents("order-" + order.id())).hasSize(3)
            .allSatisfy(it -> assertThat(it).startsWith("00-" + traceId + "-"));
        await().atMost(EXPORTED_MAX)
            .untilAsserted(() -> assertThat(waysFrom("UPSERT order_detail")).anySatisfy(way -> assertThat(way)
                .containsSubsequence("UPSERT order_detail", "project order_detail", "process orders.events.v1",
                        "send orders.events.v1", "append Order", "command PlaceOrder", PARENT)));
        assertThat(linksOfQuery(order)).contains(traceId);
    }

    private EventMetadata storedMetadata(Api.Placed order) {
        return EventMetadata.parse(system.text("SELECT metadata::text FROM event_store.event WHERE stream_id = 'order-"
                + order.id() + "' AND version = 1"));
    }

    private List<String> kafkaTraceparents(String key) {
        List<String> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(Map.<String, Object>of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, system.kafka(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"), new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(EventHeaders.TOPIC)
                .stream()
                .map(it -> new TopicPartition(it.topic(), it.partition()))
                .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(it -> consumer.position(it.getKey()) < it.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (record.key().equals(key)) {
                        found.add(new String(record.headers().lastHeader(EventHeaders.TRACEPARENT).value(),
                                StandardCharsets.UTF_8));
                    }
                });
            }
        }
        return found;
    }

    /** For each span of the name: the names of the spans from it up to the root, and the root's parent id. */
    private List<List<String>> waysFrom(String name) {
        Map<String, JsonNode> byId = new HashMap<>();
        system.spans(traceId).forEach(span -> byId.put(span.path("spanId").asString(), span));
        return byId.values()
            .stream()
            .filter(it -> it.path("name").asString("").equals(name))
            .map(it -> way(it, byId))
            .toList();
    }

    private static List<String> way(JsonNode leaf, Map<String, JsonNode> byId) {
        List<String> way = new ArrayList<>();
        String parent = "";
        for (JsonNode span = leaf; span != null; span = byId.get(parent)) {
            way.add(span.path("name").asString(""));
            parent = span.path("parentSpanId").asString("");
        }
        way.add(parent);
        return way;
    }

    private List<String> linksOfQuery(Api.Placed order) {
        String queryTrace = newTraceId();
        system.api().get("/api/v1/orders/" + order.id(), "traceparent", "00-" + queryTrace + "-" + PARENT + "-01");
        List<String> links = new ArrayList<>();
        await().atMost(EXPORTED_MAX).untilAsserted(() -> {
            links.clear();
            for (JsonNode span : system.spans(queryTrace)) {
                if (span.path("name").asString("").startsWith("query ")) {
                    span.path("links").forEach(link -> links.add(link.path("traceId").asString("")));
                }
            }
            assertThat(links).isNotEmpty();
        });
        return links;
    }

    private static String newTraceId() {
        byte[] id = new byte[16];
        Random random = ThreadLocalRandom.current();
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
