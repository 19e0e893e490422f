package io.orderflow.runner.traces;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import com.google.protobuf.WireFormat;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes an export request apart without decoding what is in its spans: only their trace ids are read. That is a
 * fraction of the work, for spans of which few are ever looked at.
 */
final class SpanSlices {
    /** A span of the request: its id as sent, which need not be valid, and its bytes. */
    record Slice(String service, ByteString traceId, ByteString span) {}

    private static final int RESOURCE_SPANS = tag(ExportTraceServiceRequest.RESOURCE_SPANS_FIELD_NUMBER);
    private static final int RESOURCE = tag(ResourceSpans.RESOURCE_FIELD_NUMBER);
    private static final int SCOPE_SPANS = tag(ResourceSpans.SCOPE_SPANS_FIELD_NUMBER);
    private static final int SPANS = tag(ScopeSpans.SPANS_FIELD_NUMBER);
    private static final int TRACE_ID = tag(Span.TRACE_ID_FIELD_NUMBER);

    private interface Field {
        void read(ByteString value) throws IOException;
    }

    private SpanSlices() {}

    /** @throws InvalidProtocolBufferException when the bytes are no such request */
    static List<Slice> of(byte[] request) throws IOException {
        List<Slice> slices = new ArrayList<>();
        each(UnsafeByteOperations.unsafeWrap(request).newCodedInput(), RESOURCE_SPANS, resourceSpans -> {
            String service = service(resourceSpans);
            each(resourceSpans.newCodedInput(), SCOPE_SPANS, scope -> each(scope.newCodedInput(), SPANS,
                    span -> slices.add(new Slice(service, traceId(span), span))));
        });
        return slices;
    }

    private static String service(ByteString resourceSpans) throws IOException {
        List<String> names = new ArrayList<>(1);
        each(resourceSpans.newCodedInput(), RESOURCE, resource -> {
            for (KeyValue attribute : Resource.parseFrom(resource).getAttributesList()) {
                if (attribute.getKey().equals("service.name")) {
                    names.add(attribute.getValue().getStringValue().intern());
                }
            }
        });
        return names.isEmpty() ? "unknown" : names.getFirst();
    }

    private static ByteString traceId(ByteString span) throws IOException {
        List<ByteString> ids = new ArrayList<>(1);
        each(span.newCodedInput(), TRACE_ID, ids::add);
        return ids.isEmpty() ? ByteString.EMPTY : ids.getLast();
    }

    private static void each(CodedInputStream message, int wanted, Field field) throws IOException {
        message.enableAliasing(true);
        for (int tag = message.readTag(); tag != 0; tag = message.readTag()) {
            if (tag == wanted) {
                field.read(message.readBytes());
            } else {
                message.skipField(tag);
            }
        }
    }

    private static int tag(int field) {
        return field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }
}
