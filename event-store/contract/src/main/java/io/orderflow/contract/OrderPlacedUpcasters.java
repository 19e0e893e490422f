package io.orderflow.contract;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The history of {@code OrderPlaced}. */
final class OrderPlacedUpcasters {
    /** What orders of version 1 and 2 are said to have come through: the channel was not recorded then. */
    static final String CHANNEL_UNKNOWN = "unknown";

    static final List<Upcaster> ALL = List.of(new PricesToMinorUnits(), new ChannelAdded());

    private OrderPlacedUpcasters() {}

    /** Version 1 wrote {@code "price": "76.00"} per line and {@code "currency"} once, without totals. */
    private static final class PricesToMinorUnits implements Upcaster {
        @Override
        public EventType type() {
            return EventType.ORDER_PLACED;
        }

        @Override
        public int fromVersion() {
            return 1;
        }

        @Override
        public void upcast(ObjectNode payload) {
            String currency = payload.required("currency").asString();
            Money total = Money.zero(currency);
            for (JsonNode node : payload.withArray("lines")) {
                ObjectNode line = (ObjectNode) node;
                Money price = minorUnits(line.required("price").asString(), currency);
                line.remove("price");
                put(line, "unitPrice", price);
                total = total.plus(price.times(line.required("quantity").asInt()));
            }
            payload.remove("currency");
            put(payload, "shipping", Money.zero(currency));
            put(payload, "discount", Money.zero(currency));
            put(payload, "total", total);
        }

        private static Money minorUnits(String decimal, String currency) {
            int digits = Currency.getInstance(currency).getDefaultFractionDigits();
            return new Money(new BigDecimal(decimal).movePointRight(digits).longValueExact(), currency);
        }

        private static void put(ObjectNode node, String field, Money money) {
            node.putObject(field).put("amountMinor", money.amountMinor()).put("currency", money.currency());
        }
    }

    /** Version 2 had no {@code channel}. */
    private static final class ChannelAdded implements Upcaster {
        @Override
        public EventType type() {
            return EventType.ORDER_PLACED;
        }

        @Override
        public int fromVersion() {
            return 2;
        }

        @Override
        public void upcast(ObjectNode payload) {
            payload.put("channel", CHANNEL_UNKNOWN);
        }
    }
}
