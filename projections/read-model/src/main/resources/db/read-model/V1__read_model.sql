-- Read models. Every row is the fold of exactly one stream: version and position are those of the last event folded into it, and
-- traceparent is the trace that wrote that event. Times that end in _at of a read model are the business's time, taken from events.

-- One row an order, folded from its stream order-<id> by the projection order_detail.
CREATE TABLE read_model.order_detail (
    order_id         text        PRIMARY KEY,
    customer_id      text        NOT NULL,
    channel          text        NOT NULL,
    status           text        NOT NULL,
    currency         text        NOT NULL,
    total_minor      bigint      NOT NULL,
    shipping_minor   bigint      NOT NULL,
    discount_minor   bigint      NOT NULL,
    -- [{"number": 1, "sku": "S24_2000", "quantity": 1, "unitPriceMinor": 7600}, ...] in the order of the lines
    lines            json        NOT NULL,
    payment_id       text,
    rejection_reason text,
    rejection_detail text,
    cancel_reason    text,
    placed_at        timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    version          bigint      NOT NULL,
    position         bigint      NOT NULL,
    traceparent      text
) WITH (fillfactor = 70);

-- One row a payment, folded from its stream payment-<id>, also by the projection order_detail. A table of its own because the two
-- streams lie in different partitions: a payment may be seen before its order.
CREATE TABLE read_model.order_payment (
    payment_id     text        PRIMARY KEY,
    order_id       text        NOT NULL UNIQUE,
    status         text        NOT NULL,
    currency       text        NOT NULL,
    amount_minor   bigint      NOT NULL,
    captured_minor bigint      NOT NULL,
    refunded_minor bigint      NOT NULL,
    authorisation  text,
    detail         text,
    updated_at     timestamptz NOT NULL,
    version        bigint      NOT NULL,
    position       bigint      NOT NULL,
    traceparent    text
) WITH (fillfactor = 70);

-- One row an order, for lists: folded from its stream by the projection order_search.
CREATE TABLE read_model.order_search (
    order_id    text        PRIMARY KEY,
    customer_id text        NOT NULL,
    channel     text        NOT NULL,
    status      text        NOT NULL,
    currency    text        NOT NULL,
    total_minor bigint      NOT NULL,
    line_count  integer     NOT NULL,
    skus        text[]      NOT NULL,
    -- Lexemes: order id, customer id, channel and SKUs in lower case, each whole. Search by prefix: words @@ '''s24_2'':*'::tsquery.
    words       tsvector    NOT NULL,
    placed_at   timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    version     bigint      NOT NULL,
    position    bigint      NOT NULL,
    traceparent text
) WITH (fillfactor = 70);
CREATE INDEX order_search_placed_at   ON read_model.order_search (placed_at, order_id);
CREATE INDEX order_search_total_minor ON read_model.order_search (total_minor, order_id);
CREATE INDEX order_search_customer_id ON read_model.order_search (customer_id, placed_at, order_id);
CREATE INDEX order_search_status      ON read_model.order_search (status, placed_at, order_id);
CREATE INDEX order_search_skus        ON read_model.order_search USING gin (skus);
CREATE INDEX order_search_words       ON read_model.order_search USING gin (words);

-- One row a SKU, folded from its stream stock-<sku> by the projection stock_levels. Available = on_hand - reserved.
CREATE TABLE read_model.stock_levels (
    sku         text        PRIMARY KEY,
    on_hand     bigint      NOT NULL,
    reserved    bigint      NOT NULL,
    updated_at  timestamptz NOT NULL,
    version     bigint      NOT NULL,
    position    bigint      NOT NULL,
    traceparent text
) WITH (fillfactor = 70);

-- Where each projection stands in each partition: the truth, whatever offsets Kafka holds. Written in the transaction of the batch, only
-- when next_offset is still what the writer read. A projection that has started has a row for every partition of the topic.
CREATE TABLE read_model.checkpoint (
    projection  text        NOT NULL,
    partition   integer     NOT NULL CHECK (partition >= 0),
    topic_id    text        NOT NULL,
    next_offset bigint      NOT NULL CHECK (next_offset >= 0),
    -- global position of the last event handled in this partition, 0 for none
    position    bigint      NOT NULL,
    -- events handled in this partition: applied, not of interest, or parked
    events      bigint      NOT NULL,
    updated_at  timestamptz NOT NULL,
    PRIMARY KEY (projection, partition)
) WITH (fillfactor = 10);

-- Streams that wait in a projection because one of their events could not be applied; all their later events wait as dead letters.
CREATE TABLE read_model.parked_stream (
    projection      text        NOT NULL,
    stream_id       text        NOT NULL,
    error_class     text        NOT NULL,
    error_message   text        NOT NULL,
    attempts        integer     NOT NULL,
    parked_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    last_attempt_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (projection, stream_id)
);

-- One row an event that could not be applied, or that waits behind one (then without an error). Within a stream they are applied in
-- the order of the Kafka offset: a stream never leaves its partition.
CREATE TABLE read_model.dead_letter (
    projection       text        NOT NULL,
    stream_id        text        NOT NULL,
    partition        integer     NOT NULL,
    kafka_offset     bigint      NOT NULL,
    topic_id         text        NOT NULL,
    version          bigint,
    position         bigint,
    event_type       text,
    schema_version   integer,
    payload          text,
    -- {"name": "value", ...}: the last header of each name
    headers          json        NOT NULL,
    broker_timestamp timestamptz NOT NULL,
    error_class      text,
    error_message    text,
    attempts         integer     NOT NULL,
    parked_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (projection, stream_id, partition, kafka_offset),
    FOREIGN KEY (projection, stream_id) REFERENCES read_model.parked_stream ON DELETE CASCADE
);

-- When each event reached each projection, for the journey of one order. order_id is the event's correlation id.
CREATE TABLE read_model.journey_step (
    position         bigint      NOT NULL,
    projection       text        NOT NULL,
    order_id         text        NOT NULL,
    stream_id        text        NOT NULL,
    version          bigint      NOT NULL,
    event_type       text        NOT NULL,
    partition        integer     NOT NULL,
    kafka_offset     bigint      NOT NULL,
    -- the broker's clock
    broker_timestamp timestamptz NOT NULL,
    -- the projection's clock when the poll returned
    polled_at        timestamptz NOT NULL,
    -- the database's clock just before the commit
    projected_at     timestamptz NOT NULL,
    -- of the span "project"
    trace_id         text,
    span_id          text,
    PRIMARY KEY (position, projection)
);
CREATE INDEX journey_step_order_id ON read_model.journey_step (order_id, position);
