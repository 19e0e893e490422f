-- One row for each order that the process manager looks after. Only the leader writes here; the checkpoint fences former ones.
CREATE TABLE command.fulfilment (
    order_id        text        PRIMARY KEY,
    step            text        NOT NULL,
    payment         text        NOT NULL,
    customer_id     text        NOT NULL,
    lines           json        NOT NULL,
    reserved_lines  integer     NOT NULL CHECK (reserved_lines >= 0),
    total_minor     bigint      NOT NULL,
    currency        text        NOT NULL,
    attempts        integer     NOT NULL CHECK (attempts >= 0),
    step_since      timestamptz NOT NULL,
    reserved_until  timestamptz,
    due_at          timestamptz,
    placed_event_id text        NOT NULL,
    causation_id    text        NOT NULL,
    traceparent     text,
    tracestate      text,
    last_position   bigint      NOT NULL,
    failed_step     text,
    error           text,
    updated_at      timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (fillfactor = 70);
CREATE INDEX fulfilment_due ON command.fulfilment (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX fulfilment_in_flight ON command.fulfilment (step, step_since)
 WHERE step NOT IN ('CONFIRMED', 'REJECTED', 'CANCELLED');

-- Up to where the process manager has read the log. The epoch is the leader's: a former leader cannot move it.
CREATE TABLE command.fulfilment_checkpoint (
    only_row   boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
    position   bigint      NOT NULL CHECK (position >= 0),
    epoch      bigint      NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (fillfactor = 10);
INSERT INTO command.fulfilment_checkpoint (position, epoch) VALUES (0, 0);
