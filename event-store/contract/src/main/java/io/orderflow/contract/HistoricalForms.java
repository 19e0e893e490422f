package io.orderflow.contract;

import java.math.BigDecimal;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes {@code OrderPlaced} as former releases wrote it, so that an imported history and tests hold events of every
 * version. Nothing else may write an old version. Stateless and safe for any number of threads.
 */
public final class HistoricalForms {
    private final EventCodec codec = new EventCodec();
    private final JsonMapper json = new JsonMapper();

    /**
     * @param schemaVersion 1 to 3
     * @throws IllegalArgumentException for another version, or when version 1 cannot express the order (it had neither
     *         shipping nor discount)
     */
    public StoredForm encode(OrderEvent.OrderPlaced event, int schemaVersion) {
        StoredForm today = codec.encode(event);
        ObjectNode payload = (ObjectNode) json.readTree(today.payload());
        return switch (schemaVersion) {
            case 1 -> new StoredForm(today.type(), 1, toVersion1(event, payload).toString());
            case 2 -> new StoredForm(today.type(), 2, payload.without("channel").toString());
            case 3 -> today;
            default -> throw new IllegalArgumentException("OrderPlaced has versions 1 to 3, not " + schemaVersion);
        };
    }

    private static ObjectNode toVersion1(OrderEvent.OrderPlaced event, ObjectNode payload) {
        if (event.shipping().amountMinor() != 0 || event.discount().amountMinor() != 0) {
            throw new IllegalArgumentException("version 1 of OrderPlaced has neither shipping nor discount");
        }
        payload.without(java.util.List.of("channel", "shipping", "discount", "total"));
        payload.put("currency", event.total().currency());
        for (int i = 0; i < event.lines().size(); i++) {
            Money price = event.lines().get(i).unitPrice();
            ObjectNode line = (ObjectNode) payload.withArray("lines").get(i);
            line.remove("unitPrice");
            line.put("price", BigDecimal.valueOf(price.amountMinor(), price.exponent()).toPlainString());
        }
        return payload;
    }
}
