package io.orderflow.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.contract.Money;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdempotencyApiTest extends ApiTest {
    @Test
    void aKeyIsRequired() {
        long head = store.headPosition();
        var answer = api().post(ApiPaths.ORDERS, order(1));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("idempotency-key-missing");
        assertThat(store.headPosition()).isEqualTo(head);
    }

    @Test
    void aKeyHasPrintableCharactersAndALimit() {
        assertThat(place("x".repeat(256), order(1)).problem()).isEqualTo("validation-failed");
        assertThat(place("a b", order(1)).problem()).isEqualTo("validation-failed");
        assertThat(place("\"\"", order(1)).problem()).isEqualTo("validation-failed");
        assertThat(place("x".repeat(200) + key(), order(1)).status()).isEqualTo(201);
    }

    @Test
    void aRepetitionGetsTheStoredAnswer() {
        String key = key();
        var first = place(key, order(1));
        long head = store.headPosition();
        var second = place("\"" + key + "\"", "  " + order(1));
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(second.response().body()).isEqualTo(first.response().body());
        for (String header : List.of("Location", "ETag", "Consistency-Token", "Content-Type")) {
            assertThat(second.header(header)).as(header).isEqualTo(first.header(header));
        }
        assertThat(store.headPosition()).isEqualTo(head);
    }

    @Test
    void aRepetitionGetsItsAnswerAlsoWhenThePriceHasChangedSince() {
        String key = key();
        place(key, order(1));
        prices.publish(List.of(product(SKU, new Money(8000, "USD"))));
        assertThat(place(key, order(1)).status()).isEqualTo(201);
    }

    @Test
    void anotherRequestWithTheSameKeyIsRefused() {
        String key = key();
        place(key, order(1));
        long head = store.headPosition();
        var other = place(key, order(2));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.problem()).isEqualTo("idempotency-key-reused");
        var receipt = api().post(ApiPaths.stock(SKU) + "/receive", "{\"quantity\":1}", "Idempotency-Key", key);
        assertThat(receipt.problem()).isEqualTo("idempotency-key-reused");
        assertThat(store.headPosition()).isEqualTo(head);
    }

    @Test
    void keysOfOnePrincipalSayNothingToAnother() {
        String key = key();
        var first = api().post(ApiPaths.ORDERS, order(1), "Idempotency-Key", key, "X-Actor", "one");
        var second = api().post(ApiPaths.ORDERS, order(1), "Idempotency-Key", key, "X-Actor", "two");
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.header("Location")).isNotEqualTo(first.header("Location"));
    }

    @Test
    void aRefusedRequestCanBeCorrectedUnderItsKey() {
        String key = key();
        assertThat(place(key, order(SKU, "1", 7500, "USD")).problem()).isEqualTo("price-changed");
        assertThat(place(key, order(1)).status()).isEqualTo(201);
    }

    @Test
    void ofManyAtOnceOneTakesEffectAndTheOthersAreToldSo() throws Exception {
        String key = key();
        long head = store.headPosition();
        List<Api.Answer> answers = atOnce(20, () -> place(key, order(1)));
        assertThat(answers).extracting(Api.Answer::status).containsOnly(201, 409);
        assertThat(answers).filteredOn(it -> it.status() == 409)
            .allSatisfy(it -> assertThat(it.problem()).isEqualTo("idempotency-in-progress"))
            .allSatisfy(it -> assertThat(it.header("Retry-After")).isEqualTo("1"));
        assertThat(answers).filteredOn(it -> it.status() == 201)
            .extracting(it -> it.header("Location"))
            .hasSizeGreaterThanOrEqualTo(1);
        assertThat(answers.stream()
            .filter(it -> it.status() == 201)
            .map(it -> it.header("Location"))
            .collect(Collectors.toSet())).hasSize(1);
        assertThat(answers)
            .filteredOn(it -> it.status() == 201 && it.header("Idempotent-Replayed").isEmpty())
            .hasSize(1);
        assertThat(store.headPosition()).isEqualTo(head + 1);
        assertThat(place(key, order(1)).header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void aReceiptIsCountedOnce() {
        String key = key();
        String path = ApiPaths.stock(SKU) + "/receive";
        var first = api().post(path, "{\"quantity\":5}", "Idempotency-Key", key);
        var second = api().post(path, "{\"quantity\":5}", "Idempotency-Key", key);
        assertThat(first.status()).isEqualTo(200);
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
    }

    private Api.Answer place(String key, String body) {
        return api().post(ApiPaths.ORDERS, body, "Idempotency-Key", key);
    }

    private static List<Api.Answer> atOnce(int clients, Callable<Api.Answer> task) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(IntStream.range(0, clients).mapToObj(_ -> task).toList())
                .stream()
                .map(Future::resultNow)
                .toList();
        }
    }
}
