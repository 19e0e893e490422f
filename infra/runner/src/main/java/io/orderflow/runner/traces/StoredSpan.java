package io.orderflow.runner.traces;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.trace.v1.Span;

/**
 * A span as it was received: encoded, since that takes a fraction of the memory, and decoded only when somebody asks.
 */
// The array never leaves this record.
@SuppressWarnings("ArrayRecordComponent")
record StoredSpan(String service, byte[] encoded) {
    Span span() {
        try {
            return Span.parseFrom(encoded);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("A span that was encoded here cannot be decoded", e);
        }
    }
}
