package io.orderflow.peer;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The part of Orderflow's API that is measured, with the same bodies. */
@RestController
@RequestMapping("/api/v1")
class PeerController {
    private final CommandGateway commands;
    private final OrderView view;

    PeerController(CommandGateway commands, OrderView view) {
        this.commands = commands;
        this.view = view;
    }

    record Money(long amountMinor, String currency) {}

    record LineBody(String sku, int quantity, Money unitPrice) {}

    record OrderBody(String customerId, String currency, List<LineBody> lines) {}

    record Placed(String id, String status) {}

    record Receipt(int quantity) {}

    @PostMapping("/orders")
    ResponseEntity<Placed> place(@RequestBody OrderBody body) {
        String id = UUID.randomUUID().toString();
        List<Line> lines = body.lines()
            .stream()
            .map(line -> new Line(line.sku(), line.quantity(), line.unitPrice().amountMinor()))
            .toList();
        commands.sendAndWait(new Commands.PlaceOrder(id, body.customerId(), body.currency(), lines));
        return ResponseEntity.created(URI.create("/api/v1/orders/" + id)).body(new Placed(id, "PLACED"));
    }

    @GetMapping("/orders/{id}")
    ResponseEntity<OrderView.Row> order(@PathVariable String id) {
        return ResponseEntity.of(view.find(id));
    }

    @PostMapping("/stock/{sku}/receive")
    void receive(@PathVariable String sku, @RequestBody Receipt receipt) {
        commands.sendAndWait(new Commands.ReceiveStock(sku, receipt.quantity()));
    }
}
