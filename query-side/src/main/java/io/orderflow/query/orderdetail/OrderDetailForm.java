package io.orderflow.query.orderdetail;

import static io.orderflow.query.http.JsonForms.command;
import static io.orderflow.query.http.JsonForms.link;
import static io.orderflow.query.http.JsonForms.money;
import static io.orderflow.query.http.JsonForms.text;
import static io.orderflow.query.http.JsonForms.time;

import io.orderflow.contract.OrderStatus;
import io.orderflow.query.http.ApiPaths;
import io.orderflow.query.http.JsonAnswers;
import io.orderflow.query.orderdetail.OrderDetailTable.OrderRow;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * The state of an order as JSON. It depends on the order's own events only, so that its version tells whether it has
 * changed.
 */
@Component
final class OrderDetailForm implements JsonAnswers.Writer<OrderRow> {
    /** From these the state machine leads to CANCELLED. */
    private static final Set<String> CANCELLABLE = Set.of(OrderStatus.PLACED.name(), OrderStatus.RESERVED.name(),
            OrderStatus.CONFIRMED.name());

    private final JsonMapper json;

    OrderDetailForm(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void write(OrderRow order, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("id", order.orderId());
        out.writeStringProperty("status", order.status());
        out.writeNumberProperty("version", order.version());
        out.writeStringProperty("customerId", order.customerId());
        out.writeStringProperty("channel", order.channel());
        out.writeStringProperty("currency", order.currency());
        writeLines(order, out);
        money(out, "shipping", order.shippingMinor(), order.currency());
        money(out, "discount", order.discountMinor(), order.currency());
        money(out, "total", order.totalMinor(), order.currency());
        text(out, "paymentId", order.paymentId());
        writeRejection(order, out);
        text(out, "cancelReason", order.cancelReason());
        time(out, "placedAt", order.placedAt());
        time(out, "updatedAt", order.updatedAt());
        writeLinks(order, out);
        out.writeEndObject();
    }

    private void writeLines(OrderRow order, JsonGenerator out) {
        out.writeName("lines");
        out.writeStartArray();
        try (JsonParser lines = json.createParser(order.lines())) {
            lines.nextToken();
            while (lines.nextToken() == JsonToken.START_OBJECT) {
                writeLine(lines, order.currency(), out);
            }
        }
        out.writeEndArray();
    }

    private static void writeLine(JsonParser line, String currency, JsonGenerator out) {
        int number = 0;
        String sku = "";
        int quantity = 0;
        long unitPriceMinor = 0;
        for (String name = line.nextName(); name != null; name = line.nextName()) {
            line.nextToken();
            switch (name) {
                case "number" -> number = line.getIntValue();
                case "sku" -> sku = line.getString();
                case "quantity" -> quantity = line.getIntValue();
                case "unitPriceMinor" -> unitPriceMinor = line.getLongValue();
                default -> line.skipChildren();
            }
        }
        out.writeStartObject();
        out.writeNumberProperty("number", number);
        out.writeStringProperty("sku", sku);
        out.writeNumberProperty("quantity", quantity);
        money(out, "unitPrice", unitPriceMinor, currency);
        money(out, "total", Math.multiplyExact(unitPriceMinor, (long) quantity), currency);
        out.writeEndObject();
    }

    private static void writeRejection(OrderRow order, JsonGenerator out) {
        if (order.rejectionReason() != null) {
            out.writeName("rejection");
            out.writeStartObject();
            text(out, "reason", order.rejectionReason());
            text(out, "detail", order.rejectionDetail());
            out.writeEndObject();
        }
    }

    private static void writeLinks(OrderRow order, JsonGenerator out) {
        String self = ApiPaths.order(order.orderId());
        out.writeName("_links");
        out.writeStartObject();
        link(out, "self", self);
        link(out, "events", self + "/events");
        link(out, "stream", self + "/stream");
        link(out, "journey", self + "/journey");
        if (order.paymentId() != null) {
            link(out, "payment", self + "/payment");
        }
        if (CANCELLABLE.contains(order.status())) {
            command(out, "cancel", self + "/cancel");
        }
        out.writeEndObject();
    }
}
