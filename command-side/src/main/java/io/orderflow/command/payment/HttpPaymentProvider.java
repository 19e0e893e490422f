package io.orderflow.command.payment;

import io.orderflow.contract.Money;
import io.orderflow.contract.PaymentId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** The provider over HTTP. A payment is a resource named by its id, so that every call can be repeated. */
final class HttpPaymentProvider implements PaymentPort {
    /** What the provider answers to a request for an authorisation. */
    private record Reply(String status, @Nullable String authorisation, @Nullable String reason) {}

    private final RestClient http;

    /**
     * @param http with base URL and timeouts
     */
    HttpPaymentProvider(RestClient http) {
        this.http = http;
    }

    @Override
    public Answer authorise(PaymentId payment, Money amount) {
        try {
            return answer(http.put()
                .uri("/authorisations/{payment}", payment.value())
                .contentType(MediaType.APPLICATION_JSON)
                .body(amount)
                .retrieve()
                .body(Reply.class));
        } catch (RestClientException failure) {
            throw unanswered(failure);
        }
    }

    @Override
    public void giveBack(PaymentId payment) {
        try {
            post("/authorisations/{payment}/void", payment);
        } catch (HttpClientErrorException.NotFound unknown) {
            // Nothing was ever authorised: there is nothing to give back.
            return;
        } catch (RestClientException failure) {
            throw unanswered(failure);
        }
    }

    @Override
    public void capture(PaymentId payment) {
        try {
            post("/authorisations/{payment}/capture", payment);
        } catch (RestClientException failure) {
            throw unanswered(failure);
        }
    }

    private void post(String path, PaymentId payment) {
        http.post().uri(path, payment.value()).retrieve().toBodilessEntity();
    }

    private static Answer answer(@Nullable Reply reply) {
        if (reply != null && "AUTHORISED".equals(reply.status()) && reply.authorisation() != null) {
            return new Answer.Authorised(reply.authorisation());
        }
        if (reply != null && "DECLINED".equals(reply.status())) {
            return new Answer.Declined(reply.reason() == null ? "declined" : reply.reason());
        }
        throw PaymentUnavailableException.unanswered("the provider's answer cannot be understood: " + reply, null);
    }

    private static PaymentUnavailableException unanswered(RestClientException failure) {
        return PaymentUnavailableException.unanswered("the provider did not answer: " + failure.getMessage(), failure);
    }
}
