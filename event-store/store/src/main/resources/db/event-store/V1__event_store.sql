-- The log. Positions are dense and in commit order because the row of log_head is locked first and held until commit.
CREATE TABLE event_store.event (
    position       bigint      PRIMARY KEY,
    stream_id      text        NOT NULL,
    stream_type    text        NOT NULL,
    version        bigint      NOT NULL CHECK (version > 0),
    event_id       uuid        NOT NULL,
    event_type     text        NOT NULL,
    schema_version smallint    NOT NULL CHECK (schema_version > 0),
    payload        json        NOT NULL,
    metadata       json        NOT NULL,
    recorded_at    timestamptz NOT NULL,
    UNIQUE (stream_id, version)
);

-- One row a shard: the position given out last. Never updated outside event_store.append.
CREATE TABLE event_store.log_head (
    shard    smallint PRIMARY KEY,
    position bigint   NOT NULL CHECK (position >= 0)
) WITH (fillfactor = 10);
INSERT INTO event_store.log_head (shard, position) VALUES (0, 0);

-- The version of each stream's last event: what an expected version is checked against.
CREATE TABLE event_store.stream (
    stream_id   text   PRIMARY KEY,
    stream_type text   NOT NULL,
    version     bigint NOT NULL CHECK (version > 0)
) WITH (fillfactor = 70);

-- What came of a command, written with its events. The lock on log_head makes look-up and insert one step.
CREATE TABLE event_store.command_outcome (
    command_id    uuid        NOT NULL PRIMARY KEY,
    stream_id     text        NOT NULL,
    last_version  bigint      NOT NULL,
    last_position bigint      NOT NULL,
    request_hash  text,
    reply         text,
    recorded_at   timestamptz NOT NULL
);

CREATE TABLE event_store.snapshot (
    stream_id   text        PRIMARY KEY,
    stream_type text        NOT NULL,
    version     bigint      NOT NULL CHECK (version > 0),
    revision    text        NOT NULL,
    state       json        NOT NULL,
    saved_at    timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Who leads a task that one process at a time may do. The epoch grows with each change of the leader and fences the former one.
CREATE TABLE event_store.leader (
    task        text        PRIMARY KEY,
    epoch       bigint      NOT NULL,
    holder      text        NOT NULL,
    lease_until timestamptz NOT NULL
);

-- What the relay has committed to Kafka, for whoever measures lag. Kafka itself is the truth from which the relay resumes.
CREATE TABLE event_store.relay_position (
    shard      smallint    PRIMARY KEY,
    position   bigint      NOT NULL,
    epoch      bigint      NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE TABLE event_store.relay_progress (
    shard         smallint NOT NULL,
    partition     integer  NOT NULL,
    last_position bigint   NOT NULL,
    last_offset   bigint   NOT NULL,
    events        bigint   NOT NULL,
    PRIMARY KEY (shard, partition)
);

-- Appends a batch. Each element of the first arrays is one append, at most one for a stream; the p_event arrays hold the events
-- of all appends in order. A refused append leaves nothing behind and does not harm the others.
-- Expected version: null for any, 0 for a new stream. Outcome: A appended, C conflict, D duplicate command.
CREATE FUNCTION event_store.append(
    p_stream_ids text[], p_stream_types text[], p_expected bigint[], p_counts integer[],
    p_command_ids uuid[], p_request_hashes text[], p_replies text[],
    p_event_append integer[], p_event_ids uuid[], p_event_types text[], p_schema_versions smallint[],
    p_payloads text[], p_metadata text[])
RETURNS TABLE (append integer, outcome "char", last_version bigint, last_position bigint, recorded_at timestamptz)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    v_head     bigint;
    v_now      timestamptz;
    v_outcomes "char"[];
    v_versions bigint[];
    v_bases    bigint[];
    v_appended bigint;
BEGIN
    SELECT position INTO STRICT v_head FROM event_store.log_head WHERE shard = 0 FOR UPDATE;
    v_now := clock_timestamp();

    -- Every statement from here on has a snapshot taken under the lock.
    WITH request AS (
        SELECT a.n, a.expected, a.events, coalesce(s.version, 0) AS actual, c.command_id IS NOT NULL AS known
          FROM unnest(p_stream_ids, p_expected, p_counts, p_command_ids) WITH ORDINALITY AS a (stream_id, expected, events, command_id, n)
          LEFT JOIN event_store.stream s ON s.stream_id = a.stream_id
          LEFT JOIN event_store.command_outcome c ON c.command_id = a.command_id
    ), decided AS (
        SELECT n, events, actual,
               CASE WHEN known THEN 'D' WHEN expected <> actual THEN 'C' ELSE 'A' END AS outcome
          FROM request
    ), placed AS (
        SELECT n, outcome, actual,
               coalesce(sum(events) FILTER (WHERE outcome = 'A') OVER (ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS base,
               sum(events) FILTER (WHERE outcome = 'A') OVER () AS appended
          FROM decided
    )
    SELECT array_agg(outcome::"char" ORDER BY n), array_agg(actual ORDER BY n), array_agg(v_head + base ORDER BY n), coalesce(max(appended), 0)
      INTO v_outcomes, v_versions, v_bases, v_appended
      FROM placed;

    IF v_appended > 0 THEN
        INSERT INTO event_store.event (position, stream_id, stream_type, version, event_id, event_type, schema_version, payload, metadata, recorded_at)
        SELECT v_bases[e.append] + e.ordinal, p_stream_ids[e.append], p_stream_types[e.append], v_versions[e.append] + e.ordinal,
               e.event_id, e.event_type, e.schema_version, e.payload::json, e.metadata::json, v_now
          FROM (SELECT u.*, row_number() OVER (PARTITION BY u.append ORDER BY u.n) AS ordinal
                  FROM unnest(p_event_append, p_event_ids, p_event_types, p_schema_versions, p_payloads, p_metadata)
                       WITH ORDINALITY AS u (append, event_id, event_type, schema_version, payload, metadata, n)) e
         WHERE v_outcomes[e.append] = 'A';

        INSERT INTO event_store.stream AS s (stream_id, stream_type, version)
        SELECT p_stream_ids[n], p_stream_types[n], v_versions[n] + p_counts[n]
          FROM generate_subscripts(p_stream_ids, 1) AS n
         WHERE v_outcomes[n] = 'A'
            ON CONFLICT (stream_id) DO UPDATE SET version = excluded.version;

        INSERT INTO event_store.command_outcome (command_id, stream_id, last_version, last_position, request_hash, reply, recorded_at)
        SELECT p_command_ids[n], p_stream_ids[n], v_versions[n] + p_counts[n], v_bases[n] + p_counts[n], p_request_hashes[n], p_replies[n], v_now
          FROM generate_subscripts(p_stream_ids, 1) AS n
         WHERE v_outcomes[n] = 'A' AND p_command_ids[n] IS NOT NULL;

        UPDATE event_store.log_head SET position = v_head + v_appended WHERE shard = 0;
    END IF;

    RETURN QUERY
    SELECT n,
           v_outcomes[n],
           CASE WHEN v_outcomes[n] = 'A' THEN v_versions[n] + p_counts[n] ELSE v_versions[n] END,
           CASE WHEN v_outcomes[n] = 'A' THEN v_bases[n] + p_counts[n] ELSE 0 END,
           v_now
      FROM generate_subscripts(p_stream_ids, 1) AS n;
END;
$$;
