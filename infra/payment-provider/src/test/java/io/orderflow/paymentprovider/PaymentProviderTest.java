package io.orderflow.paymentprovider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentProviderTest {
    private static final String AMOUNT = """
            {"amountMinor":7600,"currency":"USD"}""";
    private static final String AUTHORISED = """
            {"status":"AUTHORISED","authorisation":"auth-p1"}""";

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final HttpClient client = HttpClient.newHttpClient();
    private PaymentProvider provider;

    @BeforeEach
    void start() throws IOException {
        provider = PaymentProvider.start(Settings.onFreePort(), new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        client.close();
        provider.close();
    }

    @Test
    void aRepeatedAuthorisationGetsTheSameAnswer() {
        assertThat(put("/authorisations/p1", AMOUNT).body()).isEqualTo(AUTHORISED);
        post("/authorisations/p1/capture");

        HttpResponse<String> again = put("/authorisations/p1", AMOUNT);

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(AUTHORISED);
    }

    @Test
    void anotherAmountForTheSamePaymentIsAConflict() {
        put("/authorisations/p1", AMOUNT);

        assertProblem(put("/authorisations/p1", """
                {"amountMinor":7601,"currency":"USD"}"""), 409, "The payment p1 is known with 7600 USD.");
    }

    @Test
    void anAmountThatEndsIn666IsDeclined() {
        var answer = put("/authorisations/p1", """
                {"amountMinor":1666,"currency":"EUR"}""");

        assertThat(answer.body()).isEqualTo("""
                {"status":"DECLINED","reason":"The card was declined by its issuer."}""");
        assertProblem(post("/authorisations/p1/capture"), 409, "The payment p1 is DECLINED.");
    }

    @Test
    void voidAndCaptureCanBeRepeated() {
        put("/authorisations/p1", AMOUNT);
        put("/authorisations/p2", AMOUNT);

        for (int i = 0; i < 2; i++) {
            assertThat(post("/authorisations/p1/void").body()).contains("\"status\":\"VOIDED\"");
            assertThat(post("/authorisations/p2/capture").body()).contains("\"status\":\"CAPTURED\"");
        }
        assertThat(get("/authorisations/p2").body()).isEqualTo("""
                {"paymentId":"p2","status":"CAPTURED","amountMinor":7600,"currency":"USD",\
                "authorisation":"auth-p2"}""");
    }

    @Test
    void anUnknownPaymentIsNotFound() {
        assertProblem(get("/authorisations/p1"), 404, "There is no payment p1.");
        assertProblem(post("/authorisations/p1/void"), 404, "There is no payment p1.");
    }

    @Test
    void theBehaviourCanBeChangedWhileItRuns() {
        put("/behaviour", """
                {"declineRate":1}""");
        assertThat(put("/authorisations/p1", AMOUNT).body()).contains("DECLINED");
        put("/behaviour", """
                {"failRate":1.0,"latencyMillis":1}""");
        assertProblem(put("/authorisations/p2", AMOUNT), 503,
                "The provider fails on purpose, at its failRate; nothing was done.");
        put("/behaviour", "{}");

        assertThat(get("/behaviour").body()).isEqualTo("""
                {"declineRate":0.0,"latencyMillis":0,"failRate":0.0,"silent":false}""");
        assertProblem(get("/authorisations/p2"), 404, "There is no payment p2.");
    }

    @Test
    void aSilentProviderDoesTheWorkButNeverAnswers() {
        put("/behaviour", """
                {"silent":true}""");
        HttpRequest request = request("/authorisations/p1").PUT(BodyPublishers.ofString(AMOUNT))
            .timeout(Duration.ofMillis(200))
            .build();

        assertThatThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.ofString()))
            .isInstanceOf(HttpTimeoutException.class);
        put("/behaviour", "{}");
        assertThat(get("/authorisations/p1").body()).contains("AUTHORISED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "{\"declineRate\":1.1}", "{\"declineRate\":-0.1}",
            "{\"declineRate\":\"1\"}", "{\"latencyMillis\":60001}", "{\"latencyMillis\":1.5}", "{\"silent\":null}",
            "{\"unknown\":1}", "{\"silent\":true,\"silent\":false}", "{} {}"})
    void aWrongBehaviourIsRefusedAndNothingChanges(String body) {
        assertThat(put("/behaviour", body).statusCode()).isEqualTo(400);
        assertThat(get("/behaviour").body()).contains("\"silent\":false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"amountMinor\":0,\"currency\":\"USD\"}", "{\"amountMinor\":7600}",
            "{\"amountMinor\":7600,\"currency\":\"usd\"}", "{\"amountMinor\":7600,\"currency\":null}",
            "{\"amountMinor\":\"7600\",\"currency\":\"USD\"}",
            "{\"amountMinor\":99999999999999999999,\"currency\":\"USD\"}",
            "{\"amountMinor\":1,\"currency\":\"USD\",\"unknown\":1}"})
    void aWrongAmountIsRefused(String body) {
        var answer = put("/authorisations/p1", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"detail\":\"", "\"instance\":\"/authorisations/p1\"", "\"traceId\":\"");
    }

    @Test
    void theBodyMayBeAsLargeAsTheLimitAndNotAByteLarger() {
        assertThat(put("/authorisations/p1", AMOUNT + " ".repeat(8_192 - AMOUNT.length())).statusCode()).isEqualTo(200);
        assertProblem(put("/authorisations/p1", AMOUNT + " ".repeat(8_193 - AMOUNT.length())), 413,
                "The body may have at most 8192 bytes.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/authorisations", "/authorisations/", "/authorisations/a/refund",
            "/authorisations/a%2Fb", "/health/more"})
    void anUnknownPathIsNotFound(String path) {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void aWrongMethodIsNotAllowed() {
        assertThat(post("/authorisations/p1").statusCode()).isEqualTo(405);
        assertThat(get("/authorisations/p1/void").statusCode()).isEqualTo(405);
        assertThat(post("/behaviour").statusCode()).isEqualTo(405);
    }

    @Test
    void itSaysThatItIsHealthy() {
        assertThat(get("/health").body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void theTraceOfTheCallerIsInTheAnswerAndInTheLog() {
        var answer = send(request("/health").GET()
            .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-03"));

        assertThat(answer.headers().firstValue("Trace-Id")).hasValue("4bf92f3577b34da6a3ce929d0e0e4736");
        Awaitility.await()
            .untilAsserted(() -> assertThat(log.toString(StandardCharsets.UTF_8).lines())
                .anySatisfy(line -> assertThat(line).contains("\"trace_id\":\"4bf92f3577b34da6a3ce929d0e0e4736\"",
                        "\"span_id\":\"00f067aa0ba902b7\"", "GET /health 200")));
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String detail) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"status\":" + status, "\"detail\":\"" + detail + "\"");
    }

    private HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    private HttpResponse<String> put(String path, String body) {
        return send(request(path).PUT(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> post(String path) {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(provider.url() + path)).version(HttpClient.Version.HTTP_1_1);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
