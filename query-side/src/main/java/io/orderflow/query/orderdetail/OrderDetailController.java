package io.orderflow.query.orderdetail;

import io.orderflow.query.consistency.QueryType;
import io.orderflow.query.consistency.Reads;
import io.orderflow.query.http.ApiPaths;
import io.orderflow.query.http.ApiProblem;
import io.orderflow.query.http.EntityTag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OrderDetailController {
    private final Reads reads;
    private final OrderDetailTable orders;
    private final OrderPaymentTable payments;

    OrderDetailController(Reads reads, OrderDetailTable orders, OrderPaymentTable payments) {
        this.reads = reads;
        this.orders = orders;
        this.payments = payments;
    }

    @GetMapping(ApiPaths.ORDER)
    ResponseEntity<OrderDetail> order(@PathVariable String id, HttpServletRequest request,
            HttpServletResponse response) {
        OrderDetail order = reads.answer(QueryType.SHOW_ORDER, request, response, () -> orders.find(id))
            .map(OrderDetail::of)
            .orElseThrow(() -> ApiProblem.notFound("the read model has no order with this id"));
        return new EntityTag(order.version()).answer(request, response, order);
    }

    @GetMapping(ApiPaths.ORDER + "/payment")
    ResponseEntity<OrderPayment> payment(@PathVariable String id, HttpServletRequest request,
            HttpServletResponse response) {
        OrderPayment payment = reads.answer(QueryType.SHOW_PAYMENT, request, response, () -> payments.find(id))
            .orElseThrow(() -> ApiProblem.notFound("the read model has no payment of an order with this id"));
        return new EntityTag(payment.version()).answer(request, response, payment);
    }
}
