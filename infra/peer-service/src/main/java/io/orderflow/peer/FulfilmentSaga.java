package io.orderflow.peer;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;
import org.springframework.beans.factory.annotation.Autowired;

/** Takes an order through its steps: reserve each line, authorise the payment, confirm. */
@Saga
@ProcessingGroup("fulfilment")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
@SuppressWarnings("NullAway.Init") // Axon makes an empty one, and Spring gives it what it needs
public class FulfilmentSaga {
    @Autowired
    @JsonIgnore
    private transient CommandGateway commands;
    @Autowired
    @JsonIgnore
    private transient PaymentClient payments;

    private List<Line> lines;
    private String currency;
    private long totalMinor;
    private Set<String> reserved = new HashSet<>();
    private int answered;

    /** SKUs in order, so that two orders cannot wait for each other. */
    @StartSaga
    @SagaEventHandler(associationProperty = "orderId")
    void on(Events.OrderPlaced event) {
        lines = event.lines().stream().sorted(Comparator.comparing(Line::sku)).toList();
        currency = event.currency();
        totalMinor = event.totalMinor();
        for (Line line : lines) {
            commands.sendAndWait(new Commands.ReserveStock(line.sku(), event.orderId(), line.quantity()));
        }
    }

    @SagaEventHandler(associationProperty = "orderId")
    void on(Events.StockReserved event) {
        reserved.add(event.sku());
        answered(event.orderId());
    }

    @SagaEventHandler(associationProperty = "orderId")
    void on(Events.ReservationRefused event) {
        answered(event.orderId());
    }

    private void answered(String orderId) {
        answered++;
        if (answered < lines.size()) {
            return;
        }
        if (reserved.size() < lines.size()) {
            giveUp(orderId, "OUT_OF_STOCK");
            return;
        }
        PaymentClient.Decision decision = payments.authorise(orderId, totalMinor, currency);
        String authorisation = decision.authorisation();
        if (authorisation == null) {
            giveUp(orderId, "PAYMENT_DECLINED");
        } else {
            commands.sendAndWait(new Commands.RecordAuthorisation("payment-" + orderId, orderId, totalMinor, currency,
                    authorisation));
        }
    }

    private void giveUp(String orderId, String reason) {
        reserved.stream()
            .sorted()
            .forEach(sku -> commands.sendAndWait(new Commands.ReleaseStock(sku, orderId)));
        commands.sendAndWait(new Commands.RejectOrder(orderId, reason));
    }

    @SagaEventHandler(associationProperty = "orderId")
    void on(Events.PaymentAuthorised event) {
        commands.sendAndWait(new Commands.ConfirmOrder(event.orderId()));
    }

    @EndSaga
    @SagaEventHandler(associationProperty = "orderId")
    void on(@SuppressWarnings("unused") Events.OrderConfirmed event) {}

    @EndSaga
    @SagaEventHandler(associationProperty = "orderId")
    void on(@SuppressWarnings("unused") Events.OrderRejected event) {}
}
