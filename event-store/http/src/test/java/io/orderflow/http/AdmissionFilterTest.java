package io.orderflow.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderflow.contract.http.ProblemType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class AdmissionFilterTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Lane lane = Lane.adaptive("commands",
            new LaneSettings(1, 1, Duration.ofSeconds(10), 0, Duration.ZERO), meters);
    private final AtomicBoolean handled = new AtomicBoolean();

    @Test
    void whatFitsIsHandledAndGivesItsPlaceBack() throws Exception {
        var response = send(filter(null, 1), "/api/v1/orders", (_, _) -> {
            assertThat(lane.inFlight()).isEqualTo(1);
            handled.set(true);
        });
        assertThat(handled).isTrue();
        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(lane.inFlight()).isZero();
    }

    @Test
    void whatFailsGivesItsPlaceBackToo() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> send(filter(null, 1), "/api/x", (_, _) -> {
            throw new IOException("gone");
        }))).isInstanceOf(IOException.class);
        assertThat(lane.inFlight()).isZero();
    }

    @Test
    void whatDoesNotFitIsRefusedWithTheProblemAndCounted() throws Exception {
        Objects.requireNonNull(lane.enter());
        var response = send(filter(null, 1), "/api/v1/orders", (_, _) -> handled.set(true));
        assertRefused(response, "limit");
        assertThat(response.getContentAsString()).isEqualTo("""
                {"type":"/problems/overloaded","title":"Overloaded","status":503,\
                "detail":"as many requests as can be answered in time are being handled",\
                "instance":"/api/v1/orders","traceId":"4bf92f3577b34da6a3ce929d0e0e4736"}""");
        assertThat(response.getContentLength()).isEqualTo(response.getContentAsByteArray().length);
        assertThat(response.getHeader("Trace-Id")).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    @Test
    void aCallerWithoutATraceGetsOne() throws Exception {
        Objects.requireNonNull(lane.enter());
        var request = new MockHttpServletRequest("GET", "/api/v1/orders");
        var response = new MockHttpServletResponse();
        filter(null, 1).doFilter(request, response, (_, _) -> handled.set(true));
        assertThat(response.getHeader("Trace-Id")).matches("[0-9a-f]{32}").isNotEqualTo("0".repeat(32));
    }

    @Test
    void anObjectionIsHeardBeforeTheBodyIsReceived() throws Exception {
        var response = send(filter(Refusal.BACKLOG, 1), "/api/v1/orders", (_, _) -> handled.set(true));
        assertRefused(response, "backlog");
    }

    @Test
    void noMoreAreReceivedThanThereIsMemoryFor() throws Exception {
        var response = send(filter(null, 0), "/api/v1/orders", (_, _) -> handled.set(true));
        assertRefused(response, "body");
    }

    @Test
    void whatHasNoLaneIsLetInHoweverFullItIs() throws Exception {
        Objects.requireNonNull(lane.enter());
        send(filter(Refusal.BACKLOG, 0), "/actuator/health", (_, _) -> handled.set(true));
        assertThat(handled).isTrue();
    }

    @Test
    void anAnswerThatStaysOpenCanLeaveItsLane() throws Exception {
        send(filter(null, 1), "/api/stream", (request, _) -> {
            Permit.leave((HttpServletRequest) request);
            assertThat(lane.inFlight()).isZero();
            handled.set(true);
        });
        assertThat(handled).isTrue();
        assertThat(lane.inFlight()).isZero();
    }

    private void assertRefused(MockHttpServletResponse response, String reason) {
        assertThat(handled).isFalse();
        assertThat(response.getStatus()).isEqualTo(ProblemType.OVERLOADED.status());
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
        assertThat(response.getHeader("Retry-After")).matches("[1-3]");
        assertThat(meters.get("http.admission.refused")
            .tags("lane", "commands", "reason", reason)
            .counter()
            .count()).isEqualTo(1);
    }

    private AdmissionFilter filter(@Nullable Refusal objection, int receivingMax) {
        var admission = new Admission() {
            @Override
            public @Nullable Lane laneOf(HttpServletRequest request) {
                return request.getRequestURI().startsWith("/api/") ? lane : null;
            }

            @Override
            public @Nullable Refusal objection(HttpServletRequest request) {
                return objection;
            }

            @Override
            public void receive(HttpServletRequest request) {
                assertThat(objection).isNull();
            }
        };
        return new AdmissionFilter(admission, List.of(lane), receivingMax, meters);
    }

    private static MockHttpServletResponse send(AdmissionFilter filter, String path, FilterChain chain)
            throws ServletException, IOException {
        var request = new MockHttpServletRequest("POST", path);
        request.addHeader("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        var response = new MockHttpServletResponse();
        filter.doFilter(request, response, chain);
        return response;
    }
}
