package io.orderflow.peer;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** The payment provider, the same one that Orderflow asks. */
@Component
class PaymentClient {
    private final RestClient http;

    PaymentClient(RestClient.Builder http, @Value("${peer.payment-url}") String url) {
        this.http = http.baseUrl(url).build();
    }

    record Amount(long amountMinor, String currency) {}

    /** @param authorisation null when it was declined */
    record Decision(String status, @Nullable String authorisation) {}

    /** Blocks until the provider has answered. */
    Decision authorise(String paymentId, long amountMinor, String currency) {
        return Objects.requireNonNull(http.put()
            .uri("/authorisations/{id}", paymentId)
            .contentType(MediaType.APPLICATION_JSON)
            .body(new Amount(amountMinor, currency))
            .retrieve()
            .body(Decision.class));
    }
}
