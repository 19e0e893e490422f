package io.orderflow.query.store;

import io.orderflow.contract.OrderId;
import io.orderflow.contract.PaymentId;
import io.orderflow.contract.StreamName;
import io.orderflow.http.ApiProblem;

/** The streams that belong to one order. */
public final class OrderStreams {
    private OrderStreams() {}

    /**
     * @throws ApiProblem not found, when no order can have this id
     */
    public static OrderId orderId(String id) {
        try {
            return new OrderId(id);
        } catch (IllegalArgumentException _) {
            throw ApiProblem.notFound("no order has an id of this form");
        }
    }

    /**
     * @throws ApiProblem not found, when no order can have this id
     */
    public static String order(String id) {
        return StreamName.of(orderId(id)).toString();
    }

    /**
     * @throws ApiProblem not found, when no order can have this id
     */
    public static String payment(String id) {
        return StreamName.of(new PaymentId(orderId(id).value())).toString();
    }
}
