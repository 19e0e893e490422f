package io.orderflow.observability.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.orderflow.observability.TraceContext;
import io.orderflow.observability.tracing.Tracing;
import io.orderflow.observability.tracing.TracingSettings;
import jakarta.servlet.FilterChain;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.HandlerMapping;

class ServerTelemetryFilterTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String ROUTE = "/api/v1/orders/{id}";

    private final InMemorySpanExporter exported = InMemorySpanExporter.create();
    private final Tracing tracing = Tracing
        .start(new TracingSettings("test", "1", null, 1, 0, 512, Duration.ofMillis(10)), exported);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ServerTelemetryFilter filter = new ServerTelemetryFilter(new ServerSpans(tracing.openTelemetry()),
            new ServerMeters(meters));
    private final AtomicReference<TraceContext> within = new AtomicReference<>(TraceContext.NONE);
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final FilterChain handler = (request, _) -> {
        request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, ROUTE);
        within.set(TraceContext.current());
    };

    @AfterEach
    void close() {
        tracing.close();
    }

    @Test
    void aSampledRequestHasASpanNamedByItsRouteWithoutItsQuery() throws Exception {
        filter.doFilter(request("GET", "-01"), response, handler);
        tracing.flush();
        SpanData span = exported.getFinishedSpanItems().getFirst();
        assertThat(span.getName()).isEqualTo("GET " + ROUTE);
        assertThat(span.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(span.getTraceId()).isEqualTo(TRACE);
        assertThat(span.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(span.getAttributes().get(AttributeKey.stringKey("http.route"))).isEqualTo(ROUTE);
        assertThat(span.getAttributes().get(AttributeKey.longKey("http.response.status_code"))).isEqualTo(200);
        assertThat(span.getAttributes().get(AttributeKey.stringKey("url.query"))).isNull();
        assertThat(response.getHeader("Trace-Id")).isEqualTo(TRACE);
    }

    @Test
    void aRequestWhoseCallerWantsNoTraceGoesOnInItsContextWithoutASpan() throws Exception {
        filter.doFilter(request("GET", "-00"), response, handler);
        tracing.flush();
        assertThat(exported.getFinishedSpanItems()).isEmpty();
        assertThat(within.get().traceparent()).isEqualTo("00-" + TRACE + "-00f067aa0ba902b7-00");
        assertThat(response.getHeader("Trace-Id")).isEqualTo(TRACE);
        assertThat(meters.get("http.server.requests").tag("uri", ROUTE).tag("status", "200").timer().count())
            .isEqualTo(1);
    }

    @Test
    void aProbeHasATraceIdAndNoSpan() throws Exception {
        filter.doFilter(new MockHttpServletRequest("GET", "/actuator/health"), response, handler);
        tracing.flush();
        assertThat(exported.getFinishedSpanItems()).isEmpty();
        assertThat(response.getHeader("Trace-Id")).matches("[0-9a-f]{32}");
    }

    @Test
    void aFailureIsAnErrorOfSpanAndMeter() {
        assertThatThrownBy(() -> filter.doFilter(request("GET", "-01"), response, (_, _) -> {
            throw new IllegalStateException("on purpose");
        })).isInstanceOf(IllegalStateException.class);
        tracing.flush();
        assertThat(exported.getFinishedSpanItems().getFirst().getStatus().getStatusCode())
            .isEqualTo(StatusData.error().getStatusCode());
        assertThat(meters.get("http.server.requests")
            .tag("exception", "IllegalStateException")
            .tag("outcome", "SERVER_ERROR")
            .timer()
            .count()).isEqualTo(1);
    }

    @Test
    void methodsOfAClientsInventionShareOneSeries() throws Exception {
        for (int i = 0; i < 100; i++) {
            filter.doFilter(request("M" + i, "-00"), new MockHttpServletResponse(), handler);
        }
        assertThat(meters.find("http.server.requests").timers()).singleElement()
            .satisfies(timer -> assertThat(timer.getId().getTag("method")).isEqualTo("_OTHER"));
    }

    @Test
    void noBaggageMakesARequestFailOrBringsControlCharacters() throws Exception {
        for (String baggage : new String[]{"tenant=%E6%97%A5", "tenant=a%0Ab", "tenant=%zz", "=", ";;", "tenant=%"}) {
            MockHttpServletRequest request = request("GET", "-01");
            request.addHeader("baggage", baggage);
            filter.doFilter(request, new MockHttpServletResponse(), handler);
            String sentOn = within.get().baggage();
            assertThat(sentOn == null ? "" : sentOn).as(baggage).matches("[ -~]*");
        }
    }

    private static MockHttpServletRequest request(String method, String flags) {
        var request = new MockHttpServletRequest(method, "/api/v1/orders/7");
        request.setQueryString("name=somebody");
        request.addHeader("traceparent", "00-" + TRACE + "-00f067aa0ba902b7" + flags);
        return request;
    }
}
