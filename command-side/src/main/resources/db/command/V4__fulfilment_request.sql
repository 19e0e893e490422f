-- What operators ask the process manager to do with one order. Any process takes a request; the leader, the only writer of the instances,
-- does it. Kept: what was asked for, when, and what came of it.
CREATE TABLE command.fulfilment_request (
    request_id   uuid        PRIMARY KEY,
    order_id     text        NOT NULL,
    action       text        NOT NULL CHECK (action IN ('RESUME', 'RETRY', 'COMPENSATE')),
    requested_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    done_at      timestamptz,
    refusal      text
);
CREATE INDEX fulfilment_request_open ON command.fulfilment_request (requested_at) WHERE done_at IS NULL;
