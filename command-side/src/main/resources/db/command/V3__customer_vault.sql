-- Personal data, encrypted with a key for each customer that is itself encrypted with the vault's key. Without its wrapped key a
-- row is lost for good. Initialisation vector (12 bytes), then AES-256-GCM ciphertext with its tag.
CREATE TABLE command.customer (
    customer_id   text        PRIMARY KEY,
    wrapped_key   bytea       NOT NULL,
    personal_data bytea       NOT NULL,
    recorded_at   timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- A known text, encrypted with the vault's key: who cannot read it has the wrong key.
CREATE TABLE command.vault_key_check (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    proof    bytea   NOT NULL
);

-- What was imported in full.
CREATE TABLE command.seed (
    name        text        PRIMARY KEY,
    commands    bigint      NOT NULL,
    finished_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
