package io.orderflow.gateway;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.orderflow.contract.http.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Sends a request on and hands its answer back while it still comes in. In place of the library's exchange, which reads
 * an answer to its end before it lets go of it; an event stream has none.
 */
@Component
final class UpstreamExchange implements ProxyExchange, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(UpstreamExchange.class);

    private final Duration answerTimeout;
    private final OpenBodies bodies;
    private final ObservationRegistry observations;
    private final HttpClient client;

    UpstreamExchange(GatewayProperties properties, OpenBodies bodies, ObservationRegistry observations) {
        this.answerTimeout = properties.answerTimeout();
        this.bodies = bodies;
        this.observations = observations;
        this.client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(properties.connectTimeout())
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    }

    @Override
    public ServerResponse exchange(Request request) {
        HttpRequest.Builder builder = builderOf(request);
        String application = applicationOf(request);
        Observation observation = UpstreamObservation.start(observations, builder, request.getMethod().name(),
                application);
        try {
            HttpResponse<InputStream> answer = client.send(builder.build(), BodyHandlers.ofInputStream());
            UpstreamObservation.answered(observation, answer);
            return new UpstreamResponse(answer, bodies, request);
        } catch (IOException failure) {
            observation.error(failure);
            throw unavailable(application, failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            observation.error(stopping);
            throw unavailable(application, stopping);
        } finally {
            observation.stop();
        }
    }

    private HttpRequest.Builder builderOf(Request request) {
        URI uri = Objects.requireNonNull(request.getUri(), "the route has set it");
        byte[] body = BufferedRequest.bodyOf(request.getServerRequest().servletRequest());
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri).timeout(answerTimeout);
        builder.method(request.getMethod().name(),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        try {
            request.getHeaders().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        } catch (IllegalArgumentException notAHeader) {
            LOG.debug("A header field cannot be sent on", notAHeader);
            throw new RefusedException(Problem.of(ProblemType.MALFORMED_REQUEST,
                    "The request has a header field that is not allowed."));
        }
        return builder;
    }

    private static String applicationOf(Request request) {
        @Nullable
        Object route = request.getServerRequest().servletRequest().getAttribute(MvcUtils.GATEWAY_ROUTE_ID_ATTR);
        return Objects.toString(route, "unknown");
    }

    private static RefusedException unavailable(String application, Exception failure) {
        LOG.warn("{} does not answer: {}", application, failure.toString());
        String what = failure instanceof HttpTimeoutException ? " does not answer in time." : " does not answer.";
        return new RefusedException(
                Problem.retryLater(ProblemType.SERVICE_UNAVAILABLE, "The application " + application + what));
    }

    @Override
    public void destroy() {
        client.shutdownNow();
    }
}
