package io.orderflow.command.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.orderflow.command.catalogue.PriceList;
import io.orderflow.command.dispatch.RequiredVersion;
import io.orderflow.command.domain.Limits;
import io.orderflow.command.domain.StockCommand.AdjustStock;
import io.orderflow.command.domain.StockCommand.ReceiveStock;
import io.orderflow.contract.Sku;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
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
final class StockCommandController {
    private record Received(String sku, int received, long version,
            @JsonProperty("_links") Map<String, Link> links) {}

    private record Adjusted(String sku, int delta, long version,
            @JsonProperty("_links") Map<String, Link> links) {}

    private final IdempotentCommands idempotent;
    private final VersionedCommands versioned;
    private final PriceList prices;
    private final Clock clock;

    StockCommandController(IdempotentCommands idempotent, VersionedCommands versioned, PriceList prices,
            Clock clock) {
        this.idempotent = idempotent;
        this.versioned = versioned;
        this.prices = prices;
        this.clock = clock;
    }

    @PostMapping(ApiPaths.RECEIVE_STOCK)
    ResponseEntity<byte[]> receive(@PathVariable String sku, HttpServletRequest request) {
        Caller caller = Caller.of(request, ApiPaths.RECEIVE_STOCK, clock);
        String key = RequestHeaders.idempotencyKey(request);
        return idempotent.execute(caller, key, ReceivedBody.of(request), body -> {
            Sku known = known(sku);
            int quantity = quantity(body);
            var command = new ReceiveStock(known, quantity, clock.instant());
            return new IdempotentCommands.Prepared(command, Optional.empty(),
                    (version, _) -> Reply.of(HttpStatus.OK.value(), version, null,
                            new Received(sku, quantity, version, Link.ofStock(sku))));
        });
    }

    @PostMapping(ApiPaths.ADJUST_STOCK)
    ResponseEntity<byte[]> adjust(@PathVariable String sku, HttpServletRequest request) {
        Caller caller = Caller.of(request, ApiPaths.ADJUST_STOCK, clock);
        Sku parsed = PathIds.parse(sku, Sku::new);
        RequiredVersion required = RequestHeaders.ifMatch(request);
        var findings = new Findings();
        Fields body = CommandBody.of(ReceivedBody.of(request)).fields(findings);
        int delta = Math.toIntExact(body.wholeNumber("delta", -Limits.STOCK_CHANGE_QUANTITY_MAX,
                Limits.STOCK_CHANGE_QUANTITY_MAX));
        String reason = body.text("reason");
        body.end();
        findings.check();
        return versioned.execute(caller, required, new AdjustStock(parsed, delta, reason, clock.instant()),
                "stock-" + sku, (id, version, _) -> Reply.of(HttpStatus.OK.value(), version, null,
                        new Adjusted(id, delta, version, Link.ofStock(id))));
    }

    private Sku known(String text) {
        Sku sku = PathIds.parse(text, Sku::new);
        if (prices.find(sku).isEmpty()) {
            throw RefusalProblems.notFound("product " + sku);
        }
        return sku;
    }

    private static int quantity(CommandBody body) {
        var findings = new Findings();
        Fields fields = body.fields(findings);
        long quantity = fields.wholeNumber("quantity", 1, Limits.STOCK_CHANGE_QUANTITY_MAX);
        fields.end();
        findings.check();
        return Math.toIntExact(quantity);
    }
}
