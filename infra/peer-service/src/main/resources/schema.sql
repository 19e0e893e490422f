CREATE TABLE IF NOT EXISTS order_view (
    order_id    text   PRIMARY KEY,
    customer_id text   NOT NULL,
    status      text   NOT NULL,
    currency    text   NOT NULL,
    total_minor bigint NOT NULL
);
