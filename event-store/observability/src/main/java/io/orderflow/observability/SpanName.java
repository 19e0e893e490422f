package io.orderflow.observability;

import io.opentelemetry.api.trace.SpanKind;

/** The spans of one order's life. The operand of a name comes from a closed set: never an id, a key or an offset. */
public enum SpanName {
    /** A command is decided; operand: command type. */
    COMMAND("command", SpanKind.INTERNAL),
    /** An aggregate is sourced from its events; operand: aggregate type. */
    LOAD("load", SpanKind.INTERNAL),
    /** Events are handed to the store until they are durable; operand: aggregate type. */
    APPEND("append", SpanKind.INTERNAL),
    /** The store's statement, shared by the appends of one batch; operand: table. */
    INSERT("INSERT", SpanKind.CLIENT),
    /** The relay publishes a batch; a root span with links to the appends; operand: topic. */
    RELAY("relay", SpanKind.INTERNAL),
    /** One event is sent; child of its append; operand: topic. */
    SEND("send", SpanKind.PRODUCER),
    /** A consumer fetched records; operand: topic. */
    POLL("poll", SpanKind.CLIENT),
    /** One event is handled; child of its send while it is young, else a root with a link; operand: topic. */
    PROCESS("process", SpanKind.CONSUMER),
    /** A projection folds one event; operand: projection. */
    PROJECT("project", SpanKind.INTERNAL),
    /** A projection's statement; operand: table. */
    UPSERT("UPSERT", SpanKind.CLIENT),
    /** A projection's transaction with its checkpoint; operand: topic. */
    COMMIT("commit", SpanKind.CLIENT),
    /** A query is answered from a read model; links to the trace of the last projected event; operand: query type. */
    QUERY("query", SpanKind.INTERNAL),
    /** A process manager reacts to an event; operand: process type. */
    REACT("react", SpanKind.INTERNAL);

    private final String operation;
    private final SpanKind kind;

    SpanName(String operation, SpanKind kind) {
        this.operation = operation;
        this.kind = kind;
    }

    public String of(String operand) {
        return operation + " " + operand;
    }

    public SpanKind kind() {
        return kind;
    }
}
