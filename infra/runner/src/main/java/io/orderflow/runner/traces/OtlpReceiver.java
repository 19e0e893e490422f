package io.orderflow.runner.traces;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** OTLP/HTTP as in the OpenTelemetry Protocol 1.x: binary protobuf, optionally gzipped, with partial success. */
final class OtlpReceiver {
    private static final String PROTOBUF = "application/x-protobuf";

    private final TraceStore store;
    private final int bodyBytesMax;
    private final AtomicLong requestsRefused = new AtomicLong();

    OtlpReceiver(TraceStore store, int bodyBytesMax) {
        this.store = store;
        this.bodyBytesMax = bodyBytesMax;
    }

    long requestsRefused() {
        return requestsRefused.get();
    }

    Answer receive(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            return refuse(405, "POST only.\n");
        }
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.startsWith(PROTOBUF)) {
            return refuse(415, "Only " + PROTOBUF + " is understood.\n");
        }
        return accept(exchange);
    }

    private Answer accept(HttpExchange exchange) throws IOException {
        try (InputStream body = body(exchange)) {
            byte[] message = body.readNBytes(bodyBytesMax + 1);
            if (message.length > bodyBytesMax) {
                return refuse(413, "At most " + bodyBytesMax + " bytes.\n");
            }
            return new Answer(200, PROTOBUF, response(store.add(SpanSlices.of(message))));
        } catch (InvalidProtocolBufferException | ZipException _) {
            return refuse(400, "This is no ExportTraceServiceRequest.\n");
        }
    }

    private static InputStream body(HttpExchange exchange) throws IOException {
        boolean gzip = "gzip".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        return gzip ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
    }

    private static byte[] response(int refusedSpans) {
        var response = ExportTraceServiceResponse.newBuilder();
        if (refusedSpans > 0) {
            response.setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                .setRejectedSpans(refusedSpans)
                .setErrorMessage("without a trace id, or beyond the limit of one trace"));
        }
        return response.build().toByteArray();
    }

    private Answer refuse(int status, String sentence) {
        requestsRefused.incrementAndGet();
        return new Answer(status, "text/plain", sentence);
    }
}
