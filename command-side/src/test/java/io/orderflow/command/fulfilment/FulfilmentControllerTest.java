package io.orderflow.command.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.command.CommandSideTest;
import io.orderflow.contract.CustomerId;
import io.orderflow.contract.Money;
import io.orderflow.contract.OrderEvent.OrderPlaced;
import io.orderflow.contract.OrderId;
import io.orderflow.contract.OrderLine;
import io.orderflow.contract.Sku;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@CommandSideTest
class FulfilmentControllerTest {
    private static final Instant LONG_AGO = Instant.parse("2026-11-21T10:00:00Z");

    @Autowired
    FulfilmentStore store;
    @LocalServerPort
    int port;
    private final OrderId order = new OrderId(UUID.randomUUID().toString());

    @Test
    void anInstanceIsShownAndFoundAmongThoseThatAreStuck() throws Exception {
        Money price = new Money(7_600, "USD");
        OrderPlaced placed = new OrderPlaced(order, new CustomerId("103"), "web",
                List.of(new OrderLine(1, new Sku("S24_2000"), 1, price)), Money.zero("USD"), Money.zero("USD"), price,
                LONG_AGO);
        long epoch = Epochs.next();
        long position = store.takeOver(epoch).orElseThrow();
        store.advance(epoch, position, position,
                List.of(Fulfilment.of(placed, "event-1", 7, LONG_AGO).failed(Step.FAILED, "a defect", LONG_AGO)),
                List.of());

        assertThat(get("/admin/v1/fulfilments/" + order).body()).contains("\"step\":\"FAILED\"",
                "\"failedStep\":\"RESERVING\"", "\"error\":\"a defect\"", "\"sku\":\"S24_2000\"");
        assertThat(get("/admin/v1/fulfilments?state=stuck").body()).contains(order.value());
        assertThat(get("/admin/v1/fulfilments?state=failed").body()).contains(order.value());
        assertThat(get("/admin/v1/fulfilments?state=confirmed").body()).doesNotContain(order.value());
        assertThat(get("/admin/v1/fulfilments").body()).contains(order.value());
    }

    @Test
    void whatIsNotThereIsNotFoundAndAnUnknownStateIsNamed() throws Exception {
        assertThat(get("/admin/v1/fulfilments/nobody").statusCode()).isEqualTo(404);
        assertThat(get("/admin/v1/fulfilments?state=lost").statusCode()).isEqualTo(400);
    }

    @Test
    void withoutADataSetThereIsNothingToImport() throws Exception {
        assertThat(get("/admin/v1/seed").body()).contains("\"state\":\"NONE\"", "\"done\":0", "\"total\":0");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
