package io.orderflow.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventClaimTest {
    private static final int PARTITIONS = 6;
    private static final Map<String, String> WHOLE = Map.of(
            EventHeaders.LOG, UUID.randomUUID().toString(),
            EventHeaders.EVENT_ID, "019a0000-0000-7000-8000-000000000001",
            EventHeaders.EVENT_TYPE, "OrderReserved",
            EventHeaders.SCHEMA_VERSION, "1",
            EventHeaders.STREAM, "order-1",
            EventHeaders.STREAM_TYPE, "Order",
            EventHeaders.VERSION, "2",
            EventHeaders.POSITION, "17",
            EventHeaders.TIMESTAMP, "2026-11-21T12:00:00.123456Z");

    private record Given(int partition, @Nullable String key, Map<String, String> headers,
            boolean hasPayload) implements UnprovenRecord {
        static Given whole() {
            return new Given(KafkaPartition.of("order-1", PARTITIONS), "order-1", WHOLE, true);
        }

        Given with(String header, String value) {
            Map<String, String> changed = new HashMap<>(headers);
            changed.put(header, value);
            return new Given(partition, key, changed, hasPayload);
        }

        Given without(String header) {
            Map<String, String> changed = new HashMap<>(headers);
            changed.remove(header);
            return new Given(partition, key, changed, hasPayload);
        }

        @Override
        public @Nullable String header(String name) {
            return headers.get(name);
        }
    }

    @Test
    void aRecordAsTheRelayWritesItIsWhole() {
        EventClaim claim = ((EventClaim.Whole) EventClaim.read(Given.whole(), PARTITIONS)).claim();

        assertThat(claim).isEqualTo(new EventClaim(WHOLE.get(EventHeaders.LOG),
                UUID.fromString("019a0000-0000-7000-8000-000000000001"), "OrderReserved", 1, "order-1", "Order", 2, 17,
                Instant.parse("2026-11-21T12:00:00.123456Z")));
    }

    @Test
    void theLogMayBeUnnamed() {
        assertThat(EventClaim.read(Given.whole().without(EventHeaders.LOG), PARTITIONS))
            .isInstanceOfSatisfying(EventClaim.Whole.class, it -> assertThat(it.claim().logId()).isNull());
    }

    @Test
    void everyOtherHeaderIsNeeded() {
        WHOLE.keySet()
            .stream()
            .filter(it -> !it.equals(EventHeaders.LOG))
            .forEach(it -> assertThat(reason(Given.whole().without(it))).as(it).isEqualTo(StrangerReason.MALFORMED));
    }

    @ParameterizedTest
    @CsvSource({"event-timestamp, -999999999-01-01T00:00:00Z", "event-timestamp, 0001-01-01T00:00:00Z",
            "event-timestamp, +999999999-12-31T23:59:59Z", "event-timestamp, noon",
            "event-position, 0", "event-position, -1", "event-position, 9223372036854775808", "event-version, one",
            "schema-version, 32768", "event-id, x", "event-id, 019a0000-0000-7000-8000-00000000000z"})
    void whatTheRelayCannotHaveWrittenIsMalformed(String header, String value) {
        assertThat(reason(Given.whole().with(header, value))).isEqualTo(StrangerReason.MALFORMED);
    }

    @Test
    void textIsBounded() {
        String longest = "x".repeat(EventClaim.TEXT_LENGTH_MAX);

        assertThat(EventClaim.read(Given.whole().with(EventHeaders.EVENT_TYPE, longest), PARTITIONS))
            .isInstanceOf(EventClaim.Whole.class);
        assertThat(reason(Given.whole().with(EventHeaders.EVENT_TYPE, longest + "x")))
            .isEqualTo(StrangerReason.MALFORMED);
        assertThat(reason(Given.whole().with(EventHeaders.EVENT_TYPE, "a\0b"))).isEqualTo(StrangerReason.MALFORMED);
    }

    @Test
    void keyPartitionAndPayloadAreThoseOfTheStream() {
        Given whole = Given.whole();

        assertThat(reason(new Given(whole.partition, null, WHOLE, true))).isEqualTo(StrangerReason.WRONG_KEY);
        assertThat(reason(new Given(whole.partition, "order-2", WHOLE, true))).isEqualTo(StrangerReason.WRONG_KEY);
        assertThat(reason(new Given((whole.partition + 1) % PARTITIONS, "order-1", WHOLE, true)))
            .isEqualTo(StrangerReason.WRONG_PARTITION);
        assertThat(reason(new Given(whole.partition, "order-1", WHOLE, false))).isEqualTo(StrangerReason.NO_PAYLOAD);
    }

    @Test
    void theDifferenceOfTwoTimesFitsNanosecondsInALong() {
        assertThat(Duration.between(EventClaim.EARLIEST, EventClaim.LATEST).toNanos()).isPositive();
    }

    private static StrangerReason reason(Given record) {
        return ((EventClaim.Foreign) EventClaim.read(record, PARTITIONS)).reason();
    }
}
