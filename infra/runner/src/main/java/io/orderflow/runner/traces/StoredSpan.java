package io.orderflow.runner.traces;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.trace.v1.Span;

/**
 * A span as it was received: encoded, since that takes a fraction of the memory, and decoded only when somebody asks.
 * What turns out to be no span then is shown as one with a name that says so.
 */
// The array never leaves this record.
@SuppressWarnings("ArrayRecordComponent")
record StoredSpan(String service, byte[] encoded) {
    Span span() {
        try {
            return Span.parseFrom(encoded);
        } catch (InvalidProtocolBufferException _) {
            return Span.newBuilder().setName("(unreadable)").build();
        }
    }
}
