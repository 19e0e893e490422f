package io.orderflow.gateway;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.RequestReplySenderContext;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/**
 * The client span and the timer of one exchange, up to the head of the answer; starting it puts the trace into the
 * request.
 */
final class UpstreamObservation {
    private static final String NAME = "http.client.requests";

    private UpstreamObservation() {}

    static Observation start(ObservationRegistry registry, HttpRequest.Builder request, String method,
            String application) {
        var context = new RequestReplySenderContext<HttpRequest.Builder, HttpResponse<?>>(
                (builder, field, value) -> {
                    if (builder != null) {
                        builder.setHeader(field, value);
                    }
                }, Kind.CLIENT);
        context.setCarrier(request);
        context.setRemoteServiceName(application);
        return Observation.createNotStarted(NAME, () -> context, registry)
            .contextualName("http " + method.toLowerCase(Locale.ROOT))
            .lowCardinalityKeyValue("method", method)
            .lowCardinalityKeyValue("application", application)
            .lowCardinalityKeyValue("status", "CLIENT_ERROR")
            .lowCardinalityKeyValue("outcome", "UNKNOWN")
            .start();
    }

    static void answered(Observation observation, HttpResponse<?> answer) {
        HttpStatus status = HttpStatus.resolve(answer.statusCode());
        observation.lowCardinalityKeyValue(KeyValue.of("status", Integer.toString(answer.statusCode())));
        observation.lowCardinalityKeyValue(
                KeyValue.of("outcome", status == null ? "UNKNOWN" : status.series().name()));
    }
}
