package io.orderflow.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {
    private final EventCodec codec = new EventCodec();

    static final List<DomainEvent> EVENTS = Samples.ALL;

    static Stream<StoredForm> everyStoredForm() {
        return Arrays.stream(EventType.values())
            .flatMap(type -> IntStream.rangeClosed(1, type.schemaVersion())
                .mapToObj(version -> golden(type.typeName(), version)));
    }

    @ParameterizedTest
    @FieldSource("EVENTS")
    void anEventIsWrittenAsItsGoldenFileSays(DomainEvent event) {
        EventType type = EventType.of(event);

        assertThat(codec.encode(event)).isEqualTo(golden(type.typeName(), type.schemaVersion()));
    }

    @ParameterizedTest
    @MethodSource("everyStoredForm")
    void everyVersionThatWasEverWrittenIsReadAsTodaysEvent(StoredForm stored) {
        DomainEvent expected = Samples.ALL.stream()
            .filter(event -> EventType.of(event).typeName().equals(stored.type()))
            .findFirst()
            .orElseThrow();
        if (expected instanceof OrderEvent.OrderPlaced && stored.schemaVersion() < 3) {
            expected = Samples.placed(OrderPlacedUpcasters.CHANNEL_UNKNOWN);
        }

        assertThat(codec.decode(stored)).isEqualTo(expected);
    }

    @Test
    void everyTypeHasASample() {
        assertThat(Samples.ALL.stream().map(EventType::of)).containsExactlyInAnyOrder(EventType.values());
    }

    @Test
    void upcastPayloadIsTodaysForm() {
        assertThat(codec.upcastPayload(golden("OrderPlaced", 1))).contains("\"channel\":\"unknown\"",
                "\"amountMinor\":7650");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aFormerVersionThatIsWrittenAgainIsReadAsTheSameOrder(int version) {
        OrderEvent.OrderPlaced placed = Samples.placed(OrderPlacedUpcasters.CHANNEL_UNKNOWN);

        StoredForm stored = new HistoricalForms().encode(placed, version);

        assertThat(stored.schemaVersion()).isEqualTo(version);
        assertThat(codec.decode(stored)).isEqualTo(placed);
    }

    @Test
    void versionOneOfAnOrderWithADiscountIsRefused() {
        OrderEvent.OrderPlaced full = Samples.placed("web");
        var discounted = new OrderEvent.OrderPlaced(full.orderId(), full.customerId(), full.channel(), full.lines(),
                full.shipping(),
                new Money(100, "USD"), new Money(24_700, "USD"), full.occurredAt());

        assertThatThrownBy(() -> new HistoricalForms().encode(discounted, 1))
            .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void whatCannotBeReadSaysWhy(StoredForm stored, String reason) {
        assertThatThrownBy(() -> codec.decode(stored)).isInstanceOf(UnreadableEventException.class)
            .hasMessageContaining(reason);
    }

    static Stream<Arguments> unreadable() {
        String reserved = golden("OrderReserved", 1).payload();
        return Stream.of( //
                Arguments.of(new StoredForm("OrderMelted", 1, "{}"), "OrderMelted"), //
                Arguments.of(new StoredForm("OrderReserved", 2, reserved), "schema version 2"), //
                Arguments.of(new StoredForm("OrderReserved", 0, reserved), "schema version 0"), //
                Arguments.of(new StoredForm("OrderReserved", 1, "{"), "cannot be read"), //
                Arguments.of(new StoredForm("OrderReserved", 1, "[]"), "cannot be read"), //
                Arguments.of(new StoredForm("OrderReserved", 1, "{}"), "cannot be read"), //
                Arguments.of(new StoredForm("OrderReserved", 1, reserved.replace("{", "{\"x\":1,")),
                        "cannot be read"), //
                Arguments.of(
                        new StoredForm("OrderPlaced", 1, golden("OrderPlaced", 1).payload().replace("76.50", "76.505")),
                        "cannot be read"));
    }

    static StoredForm golden(String type, int version) {
        String file = "/golden/" + type + ".v" + version + ".json";
        try (InputStream in = Objects.requireNonNull(EventCodecTest.class.getResourceAsStream(file), file)) {
            return new StoredForm(type, version, new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException failure) {
            throw new IllegalStateException(file, failure);
        }
    }
}
