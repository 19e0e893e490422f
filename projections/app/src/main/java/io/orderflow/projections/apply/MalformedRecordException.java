package io.orderflow.projections.apply;

/** A record that is no event: a header is missing or has the wrong form. */
final class MalformedRecordException extends RuntimeException {
    MalformedRecordException(String message) {
        super(message);
    }
}
