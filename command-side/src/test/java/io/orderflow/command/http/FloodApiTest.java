package io.orderflow.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * More at once than there are places: each request is answered, by its order, by a refusal that changed nothing, or,
 * when it was under way for longer than a caller waits, with its outcome open.
 */
class FloodApiTest extends ApiTest {
    private static final int REQUESTS = 2_000;

    private record Sent(String key, Api.Answer answer) {
        boolean is(String problem) {
            return answer.problem().equals(problem);
        }
    }

    @Test
    void eachRequestOfAFloodIsAnsweredAndARefusedOneHasNoEffect() throws Exception {
        long head = store.headPosition();
        List<Sent> all = flood();

        List<Sent> taken = all.stream().filter(it -> it.answer().status() == 201).toList();
        List<Sent> refused = all.stream().filter(it -> it.is("overloaded")).toList();
        List<Sent> open = all.stream().filter(it -> it.is("store-unavailable")).toList();
        assertThat(taken).isNotEmpty();
        assertThat(taken.size() + refused.size() + open.size()).isEqualTo(REQUESTS);
        assertThat(refused).extracting(Sent::answer).allSatisfy(FloodApiTest::isRefused);

        assertThat(open).allSatisfy(it -> assertThat(placed(it.key())).isEqualTo(201));
        assertThat(store.headPosition()).isEqualTo(head + taken.size() + open.size());
    }

    private static void isRefused(Api.Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).matches("[1-3]");
        assertThat(answer.header("Trace-Id")).matches("[0-9a-f]{32}");
        assertThat(answer.json().path("traceId").asString()).isEqualTo(answer.header("Trace-Id"));
    }

    /** An open outcome is asked for by the same key, and found or brought about once. */
    private int placed(String key) {
        return Awaitility.await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> place(api(), key).answer().status(), status -> status == 201);
    }

    private static Sent place(Api api, String key) {
        return new Sent(key, api.post(ApiPaths.ORDERS, order(1), "Idempotency-Key", key));
    }

    @Test
    void aRefusalIsCountedAndProbesAreNotRefused() throws Exception {
        flood();
        var metrics = api().send(api().request("/actuator/prometheus"));
        assertThat(metrics.response().body()).contains("http_admission_refused_total")
            .contains("http_admission_limit{")
            .contains("resource=\"http_inflight\"")
            .contains("backlog_age_seconds{");
        assertThat(api().send(api().request("/actuator/health")).status()).isEqualTo(200);
    }

    private List<Sent> flood() throws InterruptedException, ExecutionException {
        List<Sent> all = new ArrayList<>();
        try (var client = Api.newClient(); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Api api = new Api(port, client);
            Callable<Sent> task = () -> place(api, key());
            for (Future<Sent> sent : threads.invokeAll(Collections.nCopies(REQUESTS, task))) {
                all.add(sent.get());
            }
        }
        return all;
    }
}
