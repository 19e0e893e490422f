package io.orderflow.command.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.github.f4b6a3.uuid.UuidCreator;
import io.orderflow.command.dispatch.RequiredVersion;
import io.orderflow.command.domain.Decision;
import io.orderflow.command.domain.OrderCommand.CancelOrder;
import io.orderflow.command.domain.OrderCommand.PlaceOrder;
import io.orderflow.command.domain.OrderRules;
import io.orderflow.command.domain.OrderState;
import io.orderflow.contract.DomainEvent;
import io.orderflow.contract.Money;
import io.orderflow.contract.OrderEvent.OrderCancelled;
import io.orderflow.contract.OrderEvent.OrderPlaced;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.OrderStatus;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
final class OrderCommandController {
    private record Placed(String id, OrderStatus status, long version, Money total,
            @JsonProperty("_links") Map<String, Link> links) {}

    private record Changed(String id, OrderStatus status, long version,
            @JsonProperty("_links") Map<String, Link> links) {}

    private final IdempotentCommands idempotent;
    private final VersionedCommands versioned;
    private final PriceCheck prices;
    private final Clock clock;

    OrderCommandController(IdempotentCommands idempotent, VersionedCommands versioned, PriceCheck prices,
            Clock clock) {
        this.idempotent = idempotent;
        this.versioned = versioned;
        this.prices = prices;
        this.clock = clock;
    }

    @PostMapping(ApiPaths.ORDERS)
    ResponseEntity<byte[]> place(HttpServletRequest request) {
        Caller caller = Caller.of(request, ApiPaths.ORDERS, clock);
        String key = RequestHeaders.idempotencyKey(request);
        return idempotent.execute(caller, key, ReceivedBody.of(request), body -> {
            var orderId = new OrderId(UuidCreator.getTimeOrderedEpoch().toString());
            PlaceOrder command = OrderBody.read(body, orderId, clock.instant());
            requireAcceptable(command);
            return new IdempotentCommands.Prepared(command, Optional.of(orderId.value()),
                    OrderCommandController::placed);
        });
    }

    @PostMapping(ApiPaths.CANCEL_ORDER)
    ResponseEntity<byte[]> cancel(@PathVariable String id, HttpServletRequest request) {
        Caller caller = Caller.of(request, ApiPaths.CANCEL_ORDER, clock);
        OrderId orderId = PathIds.parse(id, OrderId::new);
        RequiredVersion required = RequestHeaders.ifMatch(request);
        var findings = new Findings();
        Fields body = CommandBody.of(ReceivedBody.of(request)).fields(findings);
        String reason = body.text("reason");
        body.end();
        findings.check();
        return versioned.execute(caller, required, new CancelOrder(orderId, reason, clock.instant()), id,
                OrderCommandController::cancelled);
    }

    /** What is wrong with the order itself is told before what is wrong with its prices. */
    private void requireAcceptable(PlaceOrder command) {
        if (OrderRules.decide(new OrderState.NotPlaced(), command) instanceof Decision.Rejected(var refusal)) {
            throw RefusalProblems.of(refusal);
        }
        prices.check(command.lines());
    }

    private static Reply placed(long version, List<DomainEvent> events) {
        var event = (OrderPlaced) events.getFirst();
        String id = event.orderId().value();
        return Reply.of(HttpStatus.CREATED.value(), version, ApiPaths.order(id), new Placed(id, OrderStatus.PLACED,
                version, event.total(), Link.ofOrder(id, OrderStatus.PLACED)));
    }

    /** Decided at once, or accepted with the outcome to be looked for at the order. */
    private static Reply cancelled(String id, long version, List<DomainEvent> events) {
        boolean decided = events.getFirst() instanceof OrderCancelled;
        OrderStatus status = decided ? OrderStatus.CANCELLED : OrderStatus.CANCELLING;
        return Reply.of(decided ? HttpStatus.OK.value() : HttpStatus.ACCEPTED.value(), version,
                decided ? null : ApiPaths.order(id), new Changed(id, status, version, Link.ofOrder(id, status)));
    }
}
