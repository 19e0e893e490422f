-- The price list: a change of a product is a new version, so that the price of any day can be found.
CREATE TABLE command.product (
    sku          text        NOT NULL,
    version      integer     NOT NULL CHECK (version > 0),
    name         text        NOT NULL,
    product_line text        NOT NULL,
    vendor       text        NOT NULL,
    description  text        NOT NULL,
    price_minor  bigint      NOT NULL CHECK (price_minor >= 0),
    currency     text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    recorded_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (sku, version)
);

CREATE VIEW command.current_product AS
SELECT DISTINCT ON (sku) sku, name, product_line, vendor, description, price_minor, currency, version
  FROM command.product
 ORDER BY sku, version DESC;

GRANT SELECT ON command.product, command.current_product TO orderflow_query;
