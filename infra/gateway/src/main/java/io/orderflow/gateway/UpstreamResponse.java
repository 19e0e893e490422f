package io.orderflow.gateway;

import io.orderflow.contract.http.ApiHeaders;
import io.orderflow.contract.http.ProblemType;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

/** The answer of an application, written to the caller as it comes in; events of a stream are passed on one by one. */
final class UpstreamResponse implements ServerResponse, ProxyExchange.Response {
    private static final Logger LOG = LoggerFactory.getLogger(UpstreamResponse.class);
    private static final int BUFFER_BYTES = 16_384;
    /** Fields of the application's connection, and the trace id, which the gateway has set already. */
    private static final Set<String> NOT_PASSED_ON = Set.of("connection", "keep-alive", "proxy-authenticate",
            "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
            ApiHeaders.TRACE_ID.toLowerCase(Locale.ROOT));

    private final HttpResponse<InputStream> answer;
    private final OpenBodies bodies;
    private final HttpHeaders received = new HttpHeaders();
    private final HttpHeaders passedOn = new HttpHeaders();

    UpstreamResponse(HttpResponse<InputStream> answer, OpenBodies bodies, ProxyExchange.Request request) {
        this.answer = answer;
        this.bodies = bodies;
        answer.headers().map().forEach(received::addAll);
        request.getResponseConsumers().forEach(consumer -> consumer.accept(this, this));
    }

    @Override
    public @Nullable ModelAndView writeTo(HttpServletRequest request, HttpServletResponse response, Context context)
            throws IOException {
        boolean stream = isEventStream();
        try (OpenBodies.OpenBody body = bodies.watch(answer.body(), stream)) {
            response.setStatus(answer.statusCode());
            passedOn.forEach((name, values) -> {
                if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                    values.forEach(value -> response.addHeader(HeaderNames.written(name), value));
                }
            });
            if (stream) {
                response.flushBuffer();
            }
            copy(body, response.getOutputStream(), stream);
        }
        return null;
    }

    private void copy(OpenBodies.OpenBody body, OutputStream output, boolean stream) throws IOException {
        InputStream input = answer.body();
        byte[] buffer = new byte[BUFFER_BYTES];
        int length;
        while ((length = read(input, buffer)) >= 0) {
            body.moved();
            output.write(buffer, 0, length);
            if (stream) {
                output.flush();
            }
        }
    }

    private static int read(InputStream input, byte[] buffer) {
        try {
            return input.read(buffer);
        } catch (IOException broken) {
            LOG.warn("An application broke off its answer: {}", broken.toString());
            throw new RefusedException(Problem.retryLater(ProblemType.SERVICE_UNAVAILABLE,
                    "The application broke off in the middle of its answer."));
        }
    }

    private boolean isEventStream() {
        MediaType type = received.getContentType();
        return type != null && type.equalsTypeAndSubtype(MediaType.TEXT_EVENT_STREAM);
    }

    @Override
    public HttpStatusCode statusCode() {
        return HttpStatusCode.valueOf(answer.statusCode());
    }

    @Override
    public HttpHeaders headers() {
        return passedOn;
    }

    @Override
    public MultiValueMap<String, Cookie> cookies() {
        return new LinkedMultiValueMap<>();
    }

    @Override
    public HttpStatusCode getStatusCode() {
        return statusCode();
    }

    @Override
    public HttpHeaders getHeaders() {
        return received;
    }
}
