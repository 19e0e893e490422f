package io.orderflow.query.orderdetail;

import io.orderflow.http.ApiProblem;
import io.orderflow.http.EntityTag;
import io.orderflow.query.consistency.QueryType;
import io.orderflow.query.consistency.Reads;
import io.orderflow.query.http.ApiPaths;
import io.orderflow.query.http.JsonAnswers;
import io.orderflow.query.orderdetail.OrderDetailTable.OrderRow;
import io.orderflow.query.store.OrderStreams;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OrderDetailController {
    private final Reads reads;
    private final OrderDetailTable orders;
    private final OrderDetailForm form;
    private final OrderPaymentTable payments;
    private final JsonAnswers answers;

    OrderDetailController(Reads reads, OrderDetailTable orders, OrderDetailForm form, OrderPaymentTable payments,
            JsonAnswers answers) {
        this.reads = reads;
        this.orders = orders;
        this.form = form;
        this.payments = payments;
        this.answers = answers;
    }

    @GetMapping(path = ApiPaths.ORDER, produces = MediaType.APPLICATION_JSON_VALUE)
    void order(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String orderId = OrderStreams.orderId(id).value();
        OrderRow order = reads.answer(QueryType.SHOW_ORDER, request, response, () -> orders.find(orderId))
            .orElseThrow(() -> ApiProblem.notFound("the read model has no order with this id"));
        answers.resource(order, order.version(), form, request, response);
    }

    @GetMapping(ApiPaths.ORDER + "/payment")
    @Nullable
    OrderPayment payment(@PathVariable String id, HttpServletRequest request,
            HttpServletResponse response) {
        String orderId = OrderStreams.orderId(id).value();
        OrderPayment payment = reads.answer(QueryType.SHOW_PAYMENT, request, response, () -> payments.find(orderId))
            .orElseThrow(() -> ApiProblem.notFound("the read model has no payment of an order with this id"));
        return new EntityTag(payment.version()).isAnswerTo(request, response) ? null : payment;
    }
}
