-- Records of the topic that are not the log's, the newest for all projections together: enough of each to find out who wrote it. They are
-- passed over whether they stand here or not.
CREATE TABLE read_model.stranger (
    topic_id         text        NOT NULL,
    partition        integer     NOT NULL,
    kafka_offset     bigint      NOT NULL,
    reason           text        NOT NULL,
    -- its beginning
    key              text,
    -- {"name": "value", ...}: the beginnings of some of them
    headers          json        NOT NULL,
    broker_timestamp timestamptz,
    seen_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
    discarded_at     timestamptz,
    discard_reason   text,
    PRIMARY KEY (topic_id, partition, kafka_offset)
);
CREATE INDEX stranger_seen_at ON read_model.stranger (seen_at);

-- A stream that an operator gave up: its row stays as old as it is, its later events are counted and not applied, until a retry.
ALTER TABLE read_model.parked_stream ADD COLUMN discarded_at timestamptz;
ALTER TABLE read_model.parked_stream ADD COLUMN discard_reason text;
